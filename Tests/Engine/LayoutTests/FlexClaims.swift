//  FlexClaims.swift
//  In: flex containers. Out: where their items lie, and how they break over pages.

import Testing

@Suite struct `Flex containers` {
    @Test(arguments: [
        (
            "items grow", "<div style='display:flex'><p id=a style='flex:1'>a</p><p id=b style='flex:3'>b</p></div>",
            ["a: 0,0 50×10", "b: 50,0 150×10"]
        ),
        (
            "items shrink by base size",
            "<div style='display:flex;width:100px'><p id=a style='width:100px'></p><p id=b style='width:50px'></p></div>",
            ["a: 0,0 66.671875×0", "b: 66.671875,0 33.328125×0"]
        ),
        (
            "not below the longest word",
            "<div style='display:flex;width:30px'><p id=a style='width:60px'>aaaa</p><p id=b style='width:60px'>b</p></div>",
            ["a: 0,0 20×10", "b: 20,0 10×10"]
        ),
        (
            "max-width frees room for others",
            "<div style='display:flex;width:100px'><p id=a style='flex:1;max-width:20px'></p><p id=b style='flex:1'></p></div>",
            ["a: 0,0 20×0", "b: 20,0 80×0"]
        ),
        (
            "factors below one fill a part",
            "<div style='display:flex;width:100px'><p id=a style='flex:.25 0 0'></p><p id=b style='flex:.25 0 0'></p></div>",
            ["a: 0,0 25×0", "b: 25,0 25×0"]
        ),
        (
            "flex: none keeps the contents' width",
            "<div style='display:flex;width:20px'><p id=a style='flex:none'>aaaa aa</p></div>", ["a: 0,0 35×10"]
        ),
        (
            "wrap",
            "<div id=c style='display:flex;flex-wrap:wrap;width:100px'><p id=a style='width:60px'>a</p><p id=b style='width:60px'>b</p></div>",
            ["c: 0,0 100×20", "a: 0,0 60×10", "b: 0,10 60×10"]
        ),
        (
            "wrap-reverse",
            "<div style='display:flex;flex-wrap:wrap-reverse;width:100px'><p id=a style='width:60px'>a</p><p id=b style='width:60px'>b</p></div>",
            ["a: 0,10 60×10", "b: 0,0 60×10"]
        ),
        (
            "gaps",
            "<div id=c style='display:flex;flex-wrap:wrap;gap:4px 6px;width:100px'><p id=a style='width:47px'>a</p><p id=b style='width:47px'>b</p><p id=d style='width:47px'>d</p></div>",
            ["c: 0,0 100×24", "a: 0,0 47×10", "b: 53,0 47×10", "d: 0,14 47×10"]
        ),
        (
            "row-reverse",
            "<div style='display:flex;flex-direction:row-reverse;width:100px'><p id=a>aa</p><p id=b>b</p></div>",
            ["a: 90,0 10×10", "b: 85,0 5×10"]
        ),
        (
            "column",
            "<div id=c style='display:flex;flex-direction:column;width:50px'><p id=a>a</p><p id=b>b</p></div>",
            ["c: 0,0 50×20", "a: 0,0 50×10", "b: 0,10 50×10"]
        ),
        (
            "column-reverse",
            "<div style='display:flex;flex-direction:column-reverse;height:50px'><p id=a>a</p><p id=b>b</p></div>",
            ["a: 0,40 200×10", "b: 0,30 200×10"]
        ),
        (
            "column grows",
            "<div style='display:flex;flex-direction:column;height:50px'><p id=a style='flex:1'>a</p><p id=b>b</p></div>",
            ["a: 0,0 200×40", "b: 0,40 200×10"]
        ),
        (
            "order", "<div style='display:flex'><p id=a style='order:1'>a</p><p id=b>b</p></div>",
            ["b: 0,0 5×10", "a: 5,0 5×10"]
        ),
        ("stretch", "<div style='display:flex'><p id=a>a<br>a</p><p id=b>b</p></div>", ["a: 0,0 5×20", "b: 5,0 5×20"]),
        (
            "align-items centre",
            "<div style='display:flex;align-items:center;height:40px'><p id=a>a<br>a</p><p id=b>b</p></div>",
            ["a: 0,10 5×20", "b: 5,15 5×10"]
        ),
        (
            "align-items end and align-self",
            "<div style='display:flex;align-items:flex-end;height:40px'><p id=a>a</p><p id=b style='align-self:flex-start'>b</p></div>",
            ["a: 0,30 5×10", "b: 5,0 5×10"]
        ),
        (
            "base lines",
            "<div id=c style='display:flex;align-items:baseline'><p id=a style='padding-top:5px'>a</p><p id=b>b</p></div>",
            ["c: 0,0 200×15", "a: 0,0 5×15", "b: 5,5 5×10"]
        ),
        (
            "justify-content space-between",
            "<div style='display:flex;justify-content:space-between;width:100px'><p id=a>aa</p><p id=b>bb</p></div>",
            ["a: 0,0 10×10", "b: 90,0 10×10"]
        ),
        (
            "justify-content centre",
            "<div style='display:flex;justify-content:center;width:100px'><p id=a>aa</p><p id=b>bb</p></div>",
            ["a: 40,0 10×10", "b: 50,0 10×10"]
        ),
        (
            "justify-content space-evenly",
            "<div style='display:flex;justify-content:space-evenly;width:100px'><p id=a>aa</p><p id=b>bb</p></div>",
            ["a: 26.65625,0 10×10", "b: 63.3125,0 10×10"]
        ),
        (
            "auto margins",
            "<div style='display:flex;width:100px'><p id=a>aa</p><p id=b style='margin-left:auto'>bb</p></div>",
            ["a: 0,0 10×10", "b: 90,0 10×10"]
        ),
        (
            "auto margins in a column",
            "<div style='display:flex;flex-direction:column;height:50px'><p id=a>a</p><p id=b style='margin-top:auto'>b</p></div>",
            ["b: 0,40 200×10"]
        ),
        (
            "align-content centre",
            "<div style='display:flex;flex-wrap:wrap;align-content:center;width:50px;height:60px'><p id=a style='width:40px'>a</p><p id=b style='width:40px'>b</p></div>",
            ["a: 0,20 40×10", "b: 0,30 40×10"]
        ),
        (
            "align-content stretch",
            "<div style='display:flex;flex-wrap:wrap;width:50px;height:60px'><p id=a style='width:40px'>a</p><p id=b style='width:40px'>b</p></div>",
            ["a: 0,0 40×30", "b: 0,30 40×30"]
        ),
        (
            "a percentage of a stretched item",
            "<div style='display:flex;height:40px'><p id=a><i id=b style='display:block;height:50%'></i></p></div>",
            ["b: 0,0 0×20"]
        ),
        ("text without an element is an item", "<div style='display:flex'>aa<p id=b>b</p></div>", ["b: 10,0 5×10"]),
        (
            "a shrink-to-fit container", "<div id=c style='display:inline-flex;gap:5px'><p>aa</p><p>bb</p></div>",
            ["c: 0,0 25×10"]
        ),
        (
            "aspect-ratio",
            "<div style='display:flex;align-items:flex-start'><p id=a style='height:20px;aspect-ratio:2'></p></div>",
            ["a: 0,0 40×20"]
        ),
        (
            "an absolute child in the middle",
            "<div style='display:flex;position:relative;width:100px;height:40px;justify-content:center;align-items:center'><p id=a style='position:absolute'>aa</p></div>",
            ["a: 45,15 10×10"]
        ),
        (
            "a table as an item", "<div style='display:flex'><table id=t><tr><td>aa</table><p id=b>b</p></div>",
            ["t: 0,0 10×10", "b: 10,0 5×10"]
        ),
        (
            "flex in flex",
            "<div style='display:flex;flex-direction:column;height:60px'><div style='display:flex;flex:1'><p id=a style='flex:1'>a</p></div><p id=b>b</p></div>",
            ["a: 0,0 200×50", "b: 0,50 200×10"]
        ),
    ])
    func `items lie where browsers put them`(name: String, html: String, expected: [String]) {
        let typeset = Typeset(html, css: "p { margin: 0 }")
        let ids = expected.map { String($0.prefix { $0 != ":" }) }.joined(separator: " ")
        #expect(typeset.summary(ids) == expected, "\(name)")
    }

    @Test(arguments: [
        (
            "lines break between",
            "<div style='display:flex;flex-wrap:wrap'><p style='width:150px'>a</p><p style='width:150px'>b</p><p style='width:150px'>c</p></div>",
            25, ["ab", "c"]
        ),
        (
            "items of a column break between",
            "<div style='display:flex;flex-direction:column'><p>a</p><p>b</p><p>c</p></div>", 25, ["ab", "c"]
        ),
        (
            "items of a row go on side by side",
            "<div style='display:flex;orphans:1;widows:1'><p>a<br>b<br>c</p><p>1<br>2<br>3</p></div>", 20,
            ["ab12", "c3"]
        ),
        (
            "an item of a column is split",
            "<div style='display:flex;flex-direction:column;orphans:1;widows:1'><p>a</p><p>b<br>c<br>d</p></div>", 20,
            ["ab", "cd"]
        ),
        (
            "break-before in a column",
            "<div style='display:flex;flex-direction:column'><p>a</p><p style='break-before:page'>b</p></div>", 100,
            ["a", "b"]
        ),
        (
            "break-inside avoid moves the line",
            "<div style='display:flex;flex-wrap:wrap;orphans:1;widows:1'><p style='width:150px'>a</p><p style='width:150px;break-inside:avoid'>b<br>c</p></div>",
            20, ["a", "bc"]
        ),
        (
            "a container that avoids breaks moves on",
            "<div style='height:20px'>x</div><div style='display:flex;break-inside:avoid;orphans:1;widows:1'><p>a<br>b<br>c</p></div>",
            40, ["x", "abc"]
        ),
        (
            "what follows comes after", "<div style='display:flex;orphans:1;widows:1'><p>a<br>b<br>c</p></div>z", 20,
            ["ab", "cz"]
        ),
    ])
    func `items lie on the pages where they belong`(name: String, html: String, height: Int, expected: [String]) {
        let typeset = Typeset(html, css: "p { margin: 0 }", page: "200px \(height)px")
        #expect(typeset.textByPage == expected, "\(name)")
    }

    @Test func `no letter is lost at any page height`() {
        let words = String(repeating: "あいうえお、かきくけこ。", count: 6)
        let html = """
            <div style='display:flex;gap:5px'><p>一\(words)</p><div style='display:flex;flex-direction:column'><p>二\(words)</p><p>三</p></div></div>
            <div style='display:flex;flex-wrap:wrap'><p style='width:90px'>四\(words)</p><p style='width:120px'>五</p><p>六\(words)</p></div>
            <div style='display:flex;flex-direction:column;height:200px'><p style='flex:1'>七</p><p>八\(words)</p></div>
            """
        let whole = Typeset(html, page: "200px 100000px")
        for height in stride(from: 12, through: 300, by: 17) {
            let typeset = Typeset(html, page: "200px \(height)px")
            #expect(typeset.letters == whole.letters, "page height \(height)")
        }
    }

    @Test func `nesting does not double the work at every level`() {
        func count(_ depth: Int) -> Int {
            let html =
                String(repeating: "<div style='display:flex'>", count: depth) + "a"
                + String(repeating: "</div>", count: depth)
            let typeset = Typeset(html)
            return typeset.session.layoutCount + typeset.session.measureCount
        }
        #expect(count(40) < 40 * 12)
    }
}
