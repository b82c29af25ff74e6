//  ValueClaims.swift
//  In: values as authors write them. Out: claims about what they compute to.

import Geometry
import Markup
import Testing

@testable import Style

@Suite struct ValueClaims {
    @Test func `every row accepts its own initial value`() {
        for row in PropertyTable.shared.longhands {
            var cursor = TokenCursor(Tokenizer.tokens(of: row.initial))
            #expect(row.parse(&cursor, ValueContext(base: "")) != nil && cursor.isAtEnd, "\(row.name): \(row.initial)")
        }
    }

    @Test func `axes of variable fonts keep fractions and signs`() {
        let style = computed("font-variation-settings: 'slnt' -9.5, 'wght' 1e9")
        #expect(
            style.text.fontVariations == [
                FontVariationSetting(tag: "slnt", value: -9.5), FontVariationSetting(tag: "wght", value: 32_767),
            ])
        #expect(computed("font-variation-settings: 'slnt'").text.fontVariations.isEmpty)
    }

    static let lengths: [(text: String, width: LengthPercentage)] = [
        ("10px", .px(10)), ("1in", .px(96)), ("72pt", .px(96)), ("6pc", .px(96)), ("25.4mm", .px(96)),
        ("2.54cm", .px(96)),
        ("101.6q", .px(96)), ("2em", .px(40)), ("2rem", .px(32)), ("50%", .percent(50)), ("0", .px(0)),
        ("+.5e1px", .px(5)),
        ("calc(1px + 2px * 3)", .px(7)), ("calc((1px + 2px) * 3)", .px(9)), ("calc(10px - -2px)", .px(12)),
        ("calc(1em + 1px)", .px(21)), ("calc(50% + 10%)", .percent(60)), ("min(10px, 1in)", .px(10)),
        ("max(10px, 1in)", .px(96)), ("clamp(10px, 5px, 20px)", .px(10)), ("clamp(none, 5px, 2px)", .px(2)),
        ("round(up, 11px, 10px)", .px(20)), ("round(11px, 10px)", .px(10)), ("mod(-11px, 10px)", .px(9)),
        ("rem(-11px, 10px)", .px(0)), ("abs(-3px)", .px(3)), ("hypot(3px, 4px)", .px(5)),
        ("calc(sign(-3) * -4px)", .px(4)),
        ("calc(pow(2, 3) * 1px)", .px(8)), ("calc(sqrt(16) * 1px)", .px(4)), ("calc(1px * cos(0))", .px(1)),
        ("calc(10px / 4)", .px(2.5)), ("calc(100px * (10px / 20px))", .px(50)),
        ("2ch", .calc(.font(2, .ch))), ("calc(100% - 3px)", .calc(.max([.px(0), .sum([.percent(100), .px(-3)])]))),
        ("calc(1ch * 2)", .calc(.font(2, .ch))), ("1e30px", .px(1e9)),
    ]
    @Test(arguments: lengths.indices)
    func `a length computes to`(_ index: Int) {
        let (text, width) = Self.lengths[index]
        let style = computed("font-size: 20px; width: \(text)")
        if text.hasPrefix("rem(") {
            // negative widths are clamped
            #expect(style.box.width == .length(.px(0)))
        } else {
            #expect(style.box.width == .length(width), "\(text)")
        }
    }

    @Test(arguments: [
        "width: 10", "width: -1px", "width: calc(1px+2px)", "width: calc(1px * 2px)", "width: calc(1px + 1)",
        "width: 1px 2px",
        "width: calc()", "width: min()", "width: 1foo", "color: #ab", "color: rgb(1,2)", "color: rgb(1 2 3 4)",
        "margin: 1px 2px 3px 4px 5px",
        "margin: 1px,2px", "display: block flex grid", "font: 12px", "font: serif", "transform: rotate(1px)",
        "order: 1.5",
        "background: red blue", "background: red, url(x)", "grid-area: 1 / 2 / 3 / 4 / 5",
        "grid-template-areas: 'a a' 'a b'",
        "border: 1px 2px", "flex: 1 2 3 4", "content: counter()", "quotes: 'a'", "opacity: 1px", "border-radius: -1px",
    ])
    func `a wrong value is refused`(_ declaration: String) {
        let styled = style(page([]), "p { \(declaration) }")
        #expect(styled.complaints.map(\.id) == ["css-value"], "\(declaration)")
    }

    /// Red, green, blue (0…255) and opacity.
    static let colors: [(text: String, rgba: (Int, Int, Int, Double))] = [
        ("#abc", (170, 187, 204, 1)), ("#abcd", (170, 187, 204, 0.867)), ("#11223344", (17, 34, 51, 0.267)),
        ("rgb(1, 2, 3)", (1, 2, 3, 1)), ("rgb(1 2 3 / 50%)", (1, 2, 3, 0.5)),
        ("rgba(100%, 0%, 0%, .5)", (255, 0, 0, 0.5)),
        ("hsl(120, 100%, 25%)", (0, 128, 0, 1)), ("hsl(120deg 100% 50% / 0.25)", (0, 255, 0, 0.25)),
        ("hwb(0 0% 0%)", (255, 0, 0, 1)),
        ("hwb(90 40% 80%)", (85, 85, 85, 1)), ("rebeccapurple", (102, 51, 153, 1)), ("transparent", (0, 0, 0, 0)),
        ("lab(29.2345% 39.3825 20.0664)", (125, 35, 41, 1)), ("lch(52.2345% 72.2 56.2)", (198, 93, 7, 1)),
        ("oklab(62.7955% .224863 .125846)", (255, 0, 0, 1)), ("oklch(51.975% .17686 142.495)", (0, 128, 0, 1)),
        ("color(srgb 1 .5 0)", (255, 128, 0, 1)), ("color(display-p3 0 0 0)", (0, 0, 0, 1)),
        ("color(srgb-linear 0 1 0)", (0, 255, 0, 1)),
        ("color(xyz .9505 1 1.089)", (255, 255, 255, 1)), ("color(prophoto-rgb 1 1 1)", (255, 255, 255, 1)),
        ("color(a98-rgb 1 1 1)", (255, 255, 255, 1)), ("color(rec2020 1 1 1)", (255, 255, 255, 1)),
        ("rgb(from #804020 r g b)", (128, 64, 32, 1)), ("rgb(from #80402080 b g r)", (32, 64, 128, 0.502)),
        ("rgb(from red r g b / 25%)", (255, 0, 0, 0.25)),
        ("rgb(from red calc(r / 2) 0 calc(r - 55))", (128, 0, 200, 1)),
        ("hsl(from red calc(h + 120) s l)", (0, 255, 0, 1)), ("hwb(from #804020 h w b)", (128, 64, 32, 1)),
        ("lab(from #804020 l a b)", (128, 64, 32, 1)), ("lch(from #804020 l c h)", (128, 64, 32, 1)),
        ("oklab(from #804020 l a b)", (128, 64, 32, 1)),
        ("oklch(from #804020 l c h / calc(alpha / 2))", (128, 64, 32, 0.5)),
        ("color(from #804020 srgb r g b)", (128, 64, 32, 1)), ("color(from #804020 xyz x y z)", (128, 64, 32, 1)),
        ("color-mix(in hsl longer hue, red, rgb(0 255 0))", (0, 0, 255, 1)),
        ("color-mix(in hsl, red, rgb(0 255 0))", (255, 255, 0, 1)),
        ("color-mix(in hsl decreasing hue, red, rgb(0 255 0))", (0, 0, 255, 1)),
        ("color-mix(in hsl increasing hue, red, rgb(0 255 0))", (255, 255, 0, 1)),
        ("color-mix(in hsl, white, blue)", (159, 159, 223, 1)),
        ("color-mix(in display-p3, #804020, #804020)", (128, 64, 32, 1)),
        ("color-mix(in display-p3-linear, #804020, #804020)", (128, 64, 32, 1)),
        ("color-mix(in a98-rgb, #804020, #804020)", (128, 64, 32, 1)),
        ("color-mix(in prophoto-rgb, #804020, #804020)", (128, 64, 32, 1)),
        ("color-mix(in rec2020, #804020, #804020)", (128, 64, 32, 1)),
        ("color-mix(in xyz-d50, #804020, #804020)", (128, 64, 32, 1)),
        ("color(display-p3-linear 1 1 1)", (255, 255, 255, 1)),
        ("device-cmyk(0 1 1 0)", (255, 0, 0, 1)), ("color-mix(in srgb, red, blue)", (128, 0, 128, 1)),
        ("color-mix(in srgb, red 25%, white)", (255, 191, 191, 1)), ("CanvasText", (0, 0, 0, 1)),
        ("RED", (255, 0, 0, 1)),
        ("rgb(none 300 -5)", (0, 255, 0, 1)), ("rgb(calc(1 + 1) 2 3)", (2, 2, 3, 1)),
    ]
    @Test(arguments: colors.indices)
    func `a colour computes to`(_ index: Int) {
        let (text, rgba) = Self.colors[index]
        let color = computed("color: #123456; color: \(text)").text.color
        let found = [color.red, color.green, color.blue].map { Int(($0 * 255).rounded()) }
        for (have, want) in zip(found, [rgba.0, rgba.1, rgba.2]) { #expect(abs(have - want) <= 1, "\(text): \(found)") }
        #expect(abs(Double(color.alpha) - rgba.3) < 0.002, "\(text)")
    }

    @Test(arguments: [
        ("rgb(from currentcolor b g r)", (32, 64, 128, 1)), ("rgb(from currentcolor r g b / 50%)", (128, 64, 32, 0.5)),
        ("hsl(from currentcolor h s calc(l + 20))", (205, 106, 57, 1)),
        ("rgb(from color-mix(in srgb, currentcolor, white) r 0 b)", (192, 0, 144, 1)),
        ("color(from currentcolor srgb calc(r * 2) g b)", (255, 64, 32, 1)),
        ("color-mix(in srgb, rgb(from currentcolor r 0 0), black)", (64, 0, 0, 1)),
    ])
    func `a colour may begin from the current one`(_ text: String, _ rgba: (Int, Int, Int, Double)) {
        let color = computed("color: #804020; background-color: \(text)").decoration.backgroundColor
        let found = [color.red, color.green, color.blue].map { Int(($0 * 255).rounded()) }
        for (have, want) in zip(found, [rgba.0, rgba.1, rgba.2]) { #expect(abs(have - want) <= 1, "\(text): \(found)") }
        #expect(abs(Double(color.alpha) - rgba.3) < 0.002, "\(text)")
        for wrong in ["rgb(from currentcolor r g)", "rgb(from currentcolor x g b)", "rgb(from r g b)"] {
            #expect(
                style(page([]), "p { background-color: \(wrong) }").complaints.map(\.id) == ["css-value"], "\(wrong)")
        }
    }

    @Test(arguments: [
        ("jis78", "jp78"), ("jis83", "jp83"), ("jis90", "jp90"), ("jis04", "jp04"), ("simplified", "smpl"),
        ("traditional", "trad"), ("full-width", "fwid"), ("proportional-width", "pwid"), ("ruby", "ruby"),
        ("jis04 proportional-width ruby", "jp04 pwid ruby"), ("normal", ""),
    ])
    func `font-variant-east-asian asks for the font's features`(value: String, tags: String) {
        let text = computed("font-variant-east-asian: \(value)").text
        #expect(text.fontFeatures.map(\.tag).joined(separator: " ") == tags)
        #expect(text.fontFeatures.allSatisfy { $0.value == 1 })
        let wrong = style(page([]), "p { font-variant-east-asian: jis78 jis83 }")
        #expect(wrong.complaints.map(\.id) == ["css-value"])
    }

    @Test(arguments: [
        ("\"palt\"", "palt=1"), ("\"palt\" off", "palt=0"), ("\"pkna\" on, \"tnum\" 1", "pkna=1 tnum=1"),
        ("\"hwid\" 0", "hwid=0"), ("normal", ""),
    ])
    func `font-feature-settings names features itself`(value: String, features: String) {
        let text = computed("font-feature-settings: \(value)").text
        #expect(text.fontFeatures.map { "\($0.tag)=\($0.value)" }.joined(separator: " ") == features)
    }

    @Test func `shorthands set their longhands`() {
        let font = computed("font: italic small-caps 700 condensed 12pt/1.5 'A B', Serif").text
        #expect(font.fontSize == 16 && font.fontWeight == 700 && font.fontSlant == .italic && font.fontStretch == 75)
        #expect(font.lineHeight == .number(1.5) && font.fontFamilies == ["A B", "serif"])
        #expect(font.fontCapitals == .small)
        let flex = computed("flex: 1").flow
        #expect(flex.flexGrow == 1 && flex.flexShrink == 1 && flex.flexBasis == .length(.px(0)))
        let border = computed("border: thick double red").decoration.border
        #expect(border.left == BorderEdge(width: 5, style: .double, color: Color(hex: 0xFF0000)))
        #expect(computed("border: 5px none").decoration.border.top.width == 0)
        let background = computed(
            "background: url(a) no-repeat right 10px bottom / 50% auto content-box, linear-gradient(red, blue) tan")
        #expect(background.decoration.backgroundLayers.count == 2)
        #expect(background.decoration.backgroundLayers[0].size == .size(.percent(50), nil))
        #expect(background.decoration.backgroundLayers[0].position.x == .calc(.sum([.percent(100), .px(-10)])))
        #expect(background.decoration.backgroundColor == Color(hex: 0xD2B48C))
        let grid = computed("grid: [a] 'x y' 1fr [b] / auto 20px").flow
        #expect(grid.gridTemplateAreas == [["x", "y"]])
        #expect(grid.gridTemplateRows.items.count == 3 && grid.gridTemplateColumns.items.count == 2)
        #expect(computed("grid-area: x").flow.gridColumnEnd == .named("x"))
        #expect(computed("page-break-before: always").flow.breakBefore == .page)
        #expect(computed("white-space: pre-line").text.whiteSpaceCollapse == .preserveBreaks)
        #expect(computed("place-items: center end").flow.justifyItems == .end)
        #expect(computed("list-style: none").text.listStyleType == ListStyleType.none)
        #expect(computed("inset: 1px 2px").box.inset.left == .length(.px(2)))
    }

    @Test func `flow-relative edges follow the direction and the later declaration`() {
        #expect(computed("direction: rtl; margin-inline-start: 3px").box.margin.right == .length(.px(3)))
        #expect(computed("margin-inline: 1px 2px").box.margin.right == .length(.px(2)))
        #expect(computed("margin-inline-start: 3px; margin-left: 4px").box.margin.left == .length(.px(4)))
        #expect(computed("margin-left: 4px; margin-inline-start: 3px").box.margin.left == .length(.px(3)))
        #expect(computed("margin-block: 1px 2px").box.margin.bottom == .length(.px(2)))
    }

    @Test func `display is blockified where CSS says so`() {
        #expect(computed("display: inline; float: left").box.display == .block)
        #expect(computed("display: inline-flex; position: absolute").box.display == .flex)
        let flex = style(
            page([Element("div", [:], [Element("span", ["id": "a"])])]),
            "div { display: flex } span { display: inline; float: left }")
        #expect(flex["a"].box.display == .block && flex["a"].box.float == .none)
    }

    @Test func `attr() reads the element`() {
        let tree = page([
            Element("p", ["id": "a", "title": "T", "data-w": "12"]), Element("p", ["id": "b", "title": "U"]),
        ])
        let styled = style(tree, "p { string-set: s attr(title); width: attr(data-w px, 3px) }")
        #expect(styled["a"].generated.stringSet == [StringSet(name: "s", items: [.string("T")])])
        #expect(styled["b"].generated.stringSet == [StringSet(name: "s", items: [.string("U")])])
        #expect(styled["a"].box.width == .length(.px(12)) && styled["b"].box.width == .length(.px(3)))
    }

    @Test func `attributes of HTML are hints that any sheet overrules`() {
        let cell = Element("td", ["id": "c", "bgcolor": "red", "nowrap": "", "valign": "top", "width": "50%"])
        let tree = page([
            Element("table", ["id": "t", "border": "2", "cellpadding": "7"], [Element("tr", [:], [cell])])
        ])
        let styled = style(tree, "td { vertical-align: bottom }")
        #expect(styled["c"].decoration.backgroundColor == Color(hex: 0xFF0000))
        #expect(styled["c"].box.width == .length(.percent(50)) && styled["c"].box.padding.left == .px(7))
        #expect(styled["c"].text.textWrapMode == .nowrap && styled["c"].box.verticalAlign == .bottom)
        #expect(styled["t"].decoration.border.top.width == 2)
    }

    @Test func `attributes of SVG are properties of no weight`() {
        let tree = page([
            Element(
                "svg", ["id": "s", "fill": "red", "stroke-width": "2"],
                [Element("rect", ["id": "r", "stop-color": "blue"])])
        ])
        let styled = style(tree, "svg { fill: green }")
        #expect(styled["r"].text.svg?.values["fill"] == "green" && styled["r"].text.svg?.values["stroke-width"] == "2")
        #expect(styled["r"].decoration.svg?.values["stop-color"] == "blue" && styled["s"].decoration.svg == nil)
    }
}
