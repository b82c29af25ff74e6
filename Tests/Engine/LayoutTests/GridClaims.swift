//  GridClaims.swift
//  In: grid containers. Out: where their items lie, and how they break over pages.

import Testing

@Suite struct `Grid containers` {
    @Test(arguments: [
        (
            "twelve columns with gaps",
            "<div style='display:grid;grid-template-columns:repeat(12,10px);column-gap:4px'><p id=a style='grid-column:span 5'>a</p><p id=b style='grid-column:span 7'>b</p><p id=d style='grid-column:span 12'>d</p></div>",
            ["a: 0,0 66×10", "b: 70,0 94×10", "d: 0,10 164×10"]
        ),
        (
            "a subgrid has its container's columns",
            "<div style='display:grid;grid-template-columns:max-content 1fr'><div style='display:grid;grid-template-columns:subgrid;grid-column:1/-1'><p id=a>aa</p><p id=b>b</p></div><div style='display:grid;grid-template-columns:subgrid;grid-column:1/-1'><p id=c>cccccc</p><p id=d>d</p></div></div>",
            ["a: 0,0 30×10", "b: 30,0 170×10", "c: 0,10 30×10", "d: 30,10 170×10"]
        ),
        (
            "subgrids side by side have rows of one height",
            "<div style='display:grid;grid-template-columns:50px 50px'><div style='display:grid;grid-template-rows:subgrid;grid-row:span 2'><p id=a>aaaaaaaaaa aa</p><p id=b>b</p></div><div style='display:grid;grid-template-rows:subgrid;grid-row:span 2'><p id=c>c</p><p id=d>d d d d d d d</p></div></div>",
            ["a: 0,0 50×20", "b: 0,20 50×20", "c: 50,0 50×20", "d: 50,20 50×20"]
        ),
        (
            "subgrids are as they were when their container is stretched",
            "<div style='display:flex;flex-direction:column;height:200px'><div style='display:grid;grid-template:auto auto/50px 50px;flex:1 0 auto;align-content:start'><div style='display:grid;grid-row:span 2;grid-template-rows:subgrid'><p id=a>a<br>a<br>a<br>a<br>a</p><p id=b>b</p></div><div style='display:grid;grid-row:span 2;grid-template-rows:subgrid'><p id=c>c</p><p id=d>d</p></div></div></div>",
            ["a: 0,0 50×50", "b: 0,50 50×10", "c: 50,0 50×50", "d: 50,50 50×10"]
        ),
        (
            "so are subgrids of subgrids",
            "<div style='display:flex;flex-direction:column;height:200px'><div style='display:grid;grid-template:auto auto/50px 50px;flex:1 0 auto;align-content:start'><div style='display:grid;grid-row:span 2;grid-template-rows:subgrid'><div style='display:grid;grid-row:span 2;grid-template-rows:subgrid'><p id=a>a<br>a<br>a<br>a<br>a</p><p id=b>b</p></div></div><p id=c>c</p><p id=d>d</p></div></div>",
            ["a: 0,0 50×50", "b: 0,50 50×10", "c: 50,0 50×50", "d: 50,50 50×10"]
        ),
        (
            "positioned boxes may begin at the last line or end at the first",
            "<div style='display:grid;position:relative;grid-template-columns:50px 60px;width:190px;padding-left:10px'><p>x</p><p id=a style='position:absolute;grid-column:-1/auto;left:0;top:0'>a</p><p id=b style='position:absolute;grid-column:3/auto;left:0;top:0'>b</p><p id=c style='position:absolute;grid-column:auto/1;right:0;top:0'>c</p><p id=d style='position:absolute;grid-column:2/3;right:0;top:0'>d</p></div>",
            ["a: 120,0 5×10", "b: 120,0 5×10", "c: 5,0 5×10", "d: 115,0 5×10"]
        ),
        (
            "a subgrid's own edges come off its outer tracks",
            "<div style='display:grid;grid-template-columns:40px 40px;column-gap:10px'><div style='display:grid;grid-template-columns:subgrid;grid-column:1/-1;padding:0 5px'><p id=a>a</p><p id=b>b</p></div></div>",
            ["a: 5,0 35×10", "b: 50,0 35×10"]
        ),
        (
            "a subgrid's edges widen an open track",
            "<div style='display:grid;grid-template-columns:max-content max-content'><div style='display:grid;grid-template-columns:subgrid;grid-column:1/-1;padding:0 5px'><p id=a>aa</p><p id=b>b</p></div></div>",
            ["a: 5,0 10×10", "b: 15,0 5×10"]
        ),
        (
            "a subgrid's own gap is taken around the middle of its container's",
            "<div style='display:grid;grid-template-columns:40px 40px;column-gap:10px'><div style='display:grid;grid-template-columns:subgrid;grid-column:1/-1;column-gap:0'><p id=a>a</p><p id=b>b</p></div></div>",
            ["a: 0,0 45×10", "b: 45,0 45×10"]
        ),
        (
            "a subgrid knows the names of its container's lines and its own",
            "<div style='display:grid;grid-template-columns:[x] 20px [y] 30px [z] 40px'><div style='display:grid;grid-template-columns:subgrid [] [] [w];grid-column:1/-1'><p id=a style='grid-column:y'>a</p><p id=b style='grid-column:w'>b</p></div></div>",
            ["a: 20,0 30×10", "b: 50,0 40×10"]
        ),
        (
            "a subgrid in a subgrid",
            "<div style='display:grid;grid-template-columns:max-content max-content max-content'><p id=a>aaaa</p><div style='display:grid;grid-template-columns:subgrid;grid-column:span 2'><div style='display:grid;grid-template-columns:subgrid;grid-column:span 2'><p id=b>bb</p><p id=c>cccccc</p></div></div></div>",
            ["a: 0,0 20×10", "b: 20,0 10×10", "c: 30,0 30×10"]
        ),
        (
            "a subgrid has no tracks of its own",
            "<div style='display:grid;grid-template-columns:20px 30px'><div style='display:grid;grid-template-columns:subgrid;grid-column:1/-1'><p id=a style='grid-column:7'>a</p></div></div>",
            ["a: 20,0 30×10"]
        ),
        (
            "fractions",
            "<div style='display:grid;grid-template-columns:20px 1fr 2fr'><p id=a>a</p><p id=b>b</p><p id=c>c</p></div>",
            ["a: 0,0 20×10", "b: 20,0 60×10", "c: 80,0 120×10"]
        ),
        (
            "a fraction is never below its contents",
            "<div style='display:grid;grid-template-columns:1fr 1fr;width:50px'><p id=a>aaaaaaaa</p><p id=b>b</p></div>",
            ["a: 0,0 40×10", "b: 40,0 10×10"]
        ),
        (
            "minmax(0, 1fr) is",
            "<div style='display:grid;grid-template-columns:minmax(0,1fr) 1fr;width:50px'><p id=a>aaaaaaaa</p><p id=b>b</p></div>",
            ["a: 0,0 25×10", "b: 25,0 25×10"]
        ),
        (
            "auto columns stretch",
            "<div style='display:grid;grid-template-columns:auto auto;width:100px'><p id=a>aaaa</p><p id=b>bb</p></div>",
            ["a: 0,0 55×10", "b: 55,0 45×10"]
        ),
        (
            "auto columns where the content is aligned",
            "<div style='display:grid;grid-template-columns:auto auto;width:100px;justify-content:end'><p id=a>aaaa</p><p id=b>bb</p></div>",
            ["a: 70,0 20×10", "b: 90,0 10×10"]
        ),
        (
            "min-content and max-content",
            "<div style='display:grid;grid-template-columns:min-content max-content'><p id=a>aa aaa</p><p id=b>bb bb</p></div>",
            ["a: 0,0 15×20", "b: 15,0 25×20"]
        ),
        (
            "fit-content",
            "<div style='display:grid;grid-template-columns:fit-content(20px) 1fr'><p id=a>aa aa aa</p><p id=b>b</p></div>",
            ["a: 0,0 20×30", "b: 20,0 180×30"]
        ),
        (
            "minmax",
            "<div style='display:grid;grid-template-columns:minmax(20px,50px) 100px;width:130px'><p id=a>a</p><p id=b>b</p></div>",
            ["a: 0,0 30×10", "b: 30,0 100×10"]
        ),
        (
            "auto-fill",
            "<div style='display:grid;grid-template-columns:repeat(auto-fill,60px)'><p id=a>a</p><p id=b>b</p><p id=c>c</p><p id=d>d</p></div>",
            ["c: 120,0 60×10", "d: 0,10 60×10"]
        ),
        (
            "auto-fit with fractions",
            "<div style='display:grid;grid-template-columns:repeat(auto-fit,minmax(40px,1fr))'><p id=a>a</p><p id=b>b</p></div>",
            ["a: 0,0 100×10", "b: 100,0 100×10"]
        ),
        (
            "auto-fill with fractions keeps the empty ones",
            "<div style='display:grid;grid-template-columns:repeat(auto-fill,minmax(40px,1fr))'><p id=a>a</p><p id=b>b</p></div>",
            ["a: 0,0 40×10", "b: 40,0 40×10"]
        ),
        (
            "percentages", "<div style='display:grid;grid-template-columns:25% 75%'><p id=a>a</p><p id=b>b</p></div>",
            ["a: 0,0 50×10", "b: 50,0 150×10"]
        ),
        (
            "numbered lines",
            "<div style='display:grid;grid-template-columns:10px 20px 30px'><p id=a style='grid-column:2/4'>a</p><p id=b style='grid-column:-2;grid-row:1'>b</p></div>",
            ["a: 10,10 50×10", "b: 30,0 30×10"]
        ),
        (
            "named lines",
            "<div style='display:grid;grid-template-columns:[x] 10px [y] 20px [z]'><p id=a style='grid-column:y/z'>a</p></div>",
            ["a: 10,0 20×10"]
        ),
        (
            "areas",
            "<div style='display:grid;grid-template-columns:10px 20px;grid-template-areas:\"h h\" \"l m\"'><p id=m style='grid-area:m'>m</p><p id=h style='grid-area:h'>h</p></div>",
            ["m: 10,10 20×10", "h: 0,0 30×10"]
        ),
        (
            "sparse placement leaves holes",
            "<div style='display:grid;grid-template-columns:repeat(3,10px)'><p id=a style='grid-column:span 2'>a</p><p id=b style='grid-column:span 2'>b</p><p id=c>c</p></div>",
            ["b: 0,10 20×10", "c: 20,10 10×10"]
        ),
        (
            "dense placement fills them",
            "<div style='display:grid;grid-template-columns:repeat(3,10px);grid-auto-flow:dense'><p id=a style='grid-column:span 2'>a</p><p id=b style='grid-column:span 2'>b</p><p id=c>c</p></div>",
            ["b: 0,10 20×10", "c: 20,0 10×10"]
        ),
        (
            "column flow",
            "<div style='display:grid;grid-template-rows:10px 10px;grid-auto-flow:column;grid-auto-columns:20px'><p id=a>a</p><p id=b>b</p><p id=c>c</p></div>",
            ["a: 0,0 20×10", "b: 0,10 20×10", "c: 20,0 20×10"]
        ),
        (
            "implicit tracks before the first line",
            "<div style='display:grid;grid-template-columns:10px;grid-auto-columns:20px;justify-content:start'><p id=a style='grid-column:-3'>a</p><p id=b>b</p></div>",
            ["a: 0,0 20×10"]
        ),
        (
            "rows: fixed and fractions",
            "<div id=g style='display:grid;grid-template-rows:20px 1fr;height:100px'><p id=a>a</p><p id=b>b</p></div>",
            ["a: 0,0 200×20", "b: 0,20 200×80"]
        ),
        (
            "rows stretch", "<div style='display:grid;height:40px'><p id=a>a</p><p id=b>b</p></div>",
            ["a: 0,0 200×20", "b: 0,20 200×20"]
        ),
        (
            "an item over rows makes room",
            "<div id=g style='display:grid;grid-template-columns:10px 10px'><p id=a style='grid-row:span 2'>a<br>a<br>a<br>a</p><p id=b>b</p><p id=c>c</p></div>",
            ["g: 0,0 200×40", "b: 10,0 10×20", "c: 10,20 10×20"]
        ),
        (
            "align and justify self",
            "<div style='display:grid;grid-template-columns:50px;grid-template-rows:40px'><p id=a style='align-self:end;justify-self:center'>aa</p></div>",
            ["a: 20,30 10×10"]
        ),
        (
            "auto margins",
            "<div style='display:grid;grid-template-columns:50px;grid-template-rows:40px'><p id=a style='margin:auto'>aa</p></div>",
            ["a: 20,15 10×10"]
        ),
        (
            "base lines",
            "<div style='display:grid;grid-template-columns:20px 20px;align-items:baseline'><p id=a style='padding-top:5px'>a</p><p id=b>b</p></div>",
            ["a: 0,0 20×15", "b: 20,5 20×10"]
        ),
        (
            "align-content space-between",
            "<div style='display:grid;height:60px;align-content:space-between'><p id=a>a</p><p id=b>b</p></div>",
            ["a: 0,0 200×10", "b: 0,50 200×10"]
        ),
        (
            "min-height is filled by a fraction",
            "<div id=g style='display:grid;min-height:50px;grid-template-rows:auto 1fr'><p id=a>a</p><p id=b>b</p></div>",
            ["g: 0,0 200×50", "b: 0,10 200×40"]
        ),
        (
            "shrink to fit",
            "<div id=g style='display:inline-grid;grid-template-columns:auto 1fr;gap:5px'><p>aa</p><p>bbb</p></div>",
            ["g: 0,0 30×10"]
        ),
        (
            "a percentage of the area",
            "<div style='display:grid;grid-template-rows:40px'><p id=a style='height:50%'>a</p></div>",
            ["a: 0,0 200×20"]
        ),
        (
            "an item of the order changes places",
            "<div style='display:grid'><p id=a style='order:2'>a</p><p id=b>b</p></div>",
            ["b: 0,0 200×10", "a: 0,10 200×10"]
        ),
        (
            "repeat(1000000) ends",
            "<div style='display:grid;grid-template-columns:repeat(1000000,1px)'><p id=a style='grid-column:99999999'>a</p></div>",
            []
        ),
    ])
    func `items lie where browsers put them`(name: String, html: String, expected: [String]) {
        let typeset = Typeset(html, css: "p { margin: 0 }")
        let ids = expected.map { String($0.prefix { $0 != ":" }) }.joined(separator: " ")
        #expect(typeset.summary(ids) == expected, "\(name)")
    }

    @Test(arguments: [
        ("rows break between", "<div style='display:grid'><p>a</p><p>b</p><p>c</p></div>", 25, ["ab", "c"]),
        (
            "gaps vanish at a break", "<div style='display:grid;gap:5px'><p>a</p><p>b</p><p>c</p></div>", 25,
            ["ab", "c"]
        ),
        (
            "items of a row go on side by side",
            "<div style='display:grid;grid-template-columns:50px 50px;orphans:1;widows:1'><p>a<br>b<br>c</p><p>1<br>2<br>3</p></div>",
            20, ["ab12", "c3"]
        ),
        (
            "an item over rows goes on",
            "<div style='display:grid;grid-template-columns:50px 50px;orphans:1;widows:1'><p style='grid-row:span 3'>a<br>b<br>c</p><p>1</p><p>2</p><p>3</p></div>",
            20, ["ab12", "c3"]
        ),
        (
            "break-before on an item", "<div style='display:grid'><p>a</p><p style='break-before:page'>b</p></div>",
            100, ["a", "b"]
        ),
        (
            "break-inside avoid",
            "<div style='display:grid;orphans:1;widows:1'><p>a</p><p style='break-inside:avoid'>b<br>c</p></div>", 20,
            ["a", "bc"]
        ),
        (
            "break-after avoid",
            "<div style='display:grid;orphans:1;widows:1'><p>a</p><p style='break-after:avoid'>b</p><p>c</p></div>", 20,
            ["a", "bc"]
        ),
    ])
    func `items lie on the pages where they belong`(name: String, html: String, height: Int, expected: [String]) {
        let typeset = Typeset(html, css: "p { margin: 0 }", page: "200px \(height)px")
        #expect(typeset.textByPage == expected, "\(name)")
    }

    @Test func `no letter is lost at any page height`() {
        let words = String(repeating: "あいうえお、かきくけこ。", count: 6)
        let html = """
            <div style='display:grid;grid-template-columns:1fr 2fr;gap:5px'><p style='grid-row:span 2'>一\(words)</p><p>二\(words)</p><p>三</p>
            <p>四\(words)</p><p>五</p><div style='display:grid;grid-template-columns:1fr 1fr;grid-column:span 2'><p>六\(words)</p><p>七\(words)</p></div></div>
            """
        let whole = Typeset(html, page: "200px 100000px")
        for height in stride(from: 12, through: 300, by: 17) {
            let typeset = Typeset(html, page: "200px \(height)px")
            #expect(typeset.letters == whole.letters, "page height \(height)")
        }
    }
}
