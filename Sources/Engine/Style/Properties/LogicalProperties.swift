//  LogicalProperties.swift
//  In: flow-relative properties. Out: rows mapped to the physical ones; block start is top, as the engine writes horizontally.
//  https://www.w3.org/TR/css-logical-1/

extension PropertyTableBuilder {
    mutating func addLogicalRows() {
        alias("block-size", "height")
        alias("inline-size", "width")
        alias("min-block-size", "min-height")
        alias("min-inline-size", "min-width")
        alias("max-block-size", "max-height")
        alias("max-inline-size", "max-width")
        for property in ["margin", "padding"] {
            alias("\(property)-block-start", "\(property)-top")
            alias("\(property)-block-end", "\(property)-bottom")
            logicalInline("\(property)-inline-start", ltr: "\(property)-left", rtl: "\(property)-right")
            logicalInline("\(property)-inline-end", ltr: "\(property)-right", rtl: "\(property)-left")
            pair("\(property)-block", "\(property)-top", "\(property)-bottom")
            pair("\(property)-inline", "\(property)-inline-start", "\(property)-inline-end")
        }
        alias("inset-block-start", "top")
        alias("inset-block-end", "bottom")
        logicalInline("inset-inline-start", ltr: "left", rtl: "right")
        logicalInline("inset-inline-end", ltr: "right", rtl: "left")
        pair("inset-block", "top", "bottom")
        pair("inset-inline", "inset-inline-start", "inset-inline-end")
        let parts = ["width", "style", "color"]
        for part in parts {
            alias("border-block-start-\(part)", "border-top-\(part)")
            alias("border-block-end-\(part)", "border-bottom-\(part)")
            logicalInline("border-inline-start-\(part)", ltr: "border-left-\(part)", rtl: "border-right-\(part)")
            logicalInline("border-inline-end-\(part)", ltr: "border-right-\(part)", rtl: "border-left-\(part)")
            pair("border-block-\(part)", "border-top-\(part)", "border-bottom-\(part)")
            pair("border-inline-\(part)", "border-inline-start-\(part)", "border-inline-end-\(part)")
        }
        alias("border-block-start", "border-top")
        alias("border-block-end", "border-bottom")
        anyOrder("border-block", parts.map { "border-top-\($0)" }, also: [parts.map { "border-bottom-\($0)" }])
        let start = parts.map { "border-inline-start-\($0)" }
        let end = parts.map { "border-inline-end-\($0)" }
        anyOrder("border-inline-start", start)
        anyOrder("border-inline-end", end)
        anyOrder("border-inline", start, also: [end])
        logicalInline("border-start-start-radius", ltr: "border-top-left-radius", rtl: "border-top-right-radius")
        logicalInline("border-start-end-radius", ltr: "border-top-right-radius", rtl: "border-top-left-radius")
        logicalInline("border-end-start-radius", ltr: "border-bottom-left-radius", rtl: "border-bottom-right-radius")
        logicalInline("border-end-end-radius", ltr: "border-bottom-right-radius", rtl: "border-bottom-left-radius")
    }

    /// Properties that are right to write and have nothing to say in print, or nothing yet to this engine.
    mutating func addIgnoredNames() {
        ignore(
            """
            accent-color animation animation-composition animation-delay animation-direction animation-duration \
            animation-fill-mode animation-iteration-count animation-name animation-play-state animation-range \
            animation-timeline animation-timing-function appearance backface-visibility behavior caret caret-color \
            caret-shape color-adjust color-scheme contain contain-intrinsic-size container container-name \
            container-type content-visibility cursor field-sizing forced-color-adjust font-display font-optical-sizing \
            font-palette font-size-adjust font-smooth font-synthesis-position font-variant-emoji hyphenate-limit-chars \
            hyphenate-limit-last hyphenate-limit-lines hyphenate-limit-zone image-orientation \
            initial-letter initial-letter-align inset-area interactivity interpolate-size lang line-clamp-ellipsis \
            line-height-step line-padding margin-trim mask-composite mask-border-mode mask-type math-depth math-shift math-style nav-down nav-left nav-right nav-up \
            object-view-box offset offset-anchor offset-distance offset-path offset-position offset-rotate \
            outline-radius overflow-anchor overflow-clip-margin overscroll-behavior overscroll-behavior-x \
            overscroll-behavior-y page-orientation perspective perspective-origin pointer-events position-anchor \
            position-area position-try position-try-fallbacks print-color-adjust resize ruby-merge ruby-overhang \
            scroll-behavior scroll-margin scroll-margin-bottom scroll-margin-left scroll-margin-right \
            scroll-margin-top scroll-padding scroll-padding-bottom scroll-padding-left scroll-padding-right \
            scroll-padding-top scroll-snap-align scroll-snap-stop scroll-snap-type scroll-timeline scrollbar-color \
            scrollbar-gutter scrollbar-width shape-image-threshold shape-margin shape-outside speak speak-as \
            text-box text-box-edge text-box-trim text-combine-upright text-decoration-skip text-group-align \
            text-size-adjust text-underline-position timeline-scope touch-action transform-box transform-style \
            transition transition-behavior transition-delay transition-duration transition-property \
            transition-timing-function user-modify user-select view-timeline view-transition-name white-space-trim \
            will-change word-space-transform word-wrap zoom leading-trim text-edge enable-background kerning \
            writing-direction float-defer float-offset float-reference footnote-mark
            """)
    }
}
