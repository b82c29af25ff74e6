//  TableWidthClaims.swift
//  In: small tables. Out: where their cells lie. Letters are 5 px wide (half an em), kana and kanji 10 px.

import Testing

@Suite struct `Table widths` {
    @Test(arguments: [
        // fixed layout
        (
            "fixed, all columns given",
            "<table style='width:100px;table-layout:fixed'><col style='width:30px'><col style='width:70px'><tr><td id=a>x<td id=b>y</table>",
            ["a: 0,0 30×10", "b: 30,0 70×10"]
        ),
        (
            "fixed, the rest shared",
            "<table style='width:100px;table-layout:fixed'><col style='width:40px'><col><col><tr><td id=a><td id=b><td id=c>xxxxxxxxxxxxxxx</table>",
            ["a: 0,0 40×10", "b: 40,0 30×10", "c: 70,0 30×10"]
        ),
        (
            "fixed, from the first row",
            "<table style='width:100px;table-layout:fixed'><tr><td id=a style='width:60px;padding:0 5px'><td id=b><tr><td style='width:10px'></table>",
            ["a: 0,0 70×0", "b: 70,0 30×0"]
        ),
        (
            "fixed, too narrow grows",
            "<table id=t style='width:50px;table-layout:fixed'><col style='width:40px'><col style='width:40px'><tr><td id=a><td id=b></table>",
            ["t: 0,0 80×0", "a: 0,0 40×0", "b: 40,0 40×0"]
        ),
        (
            "fixed, too wide shares in proportion",
            "<table style='width:120px;table-layout:fixed'><col style='width:20px'><col style='width:40px'><tr><td id=a><td id=b></table>",
            ["a: 0,0 40×0", "b: 40,0 80×0"]
        ),
        (
            "fixed, percentages",
            "<table style='width:200px;table-layout:fixed'><col style='width:25%'><col><tr><td id=a><td id=b></table>",
            ["a: 0,0 50×0", "b: 50,0 150×0"]
        ),
        (
            "fixed, spanning first row",
            "<table style='width:90px;table-layout:fixed'><tr><td id=a colspan=2 style='width:60px'><td id=b><tr><td id=c><td id=d><td></table>",
            ["a: 0,0 60×0", "b: 60,0 30×0", "c: 0,0 30×0", "d: 30,0 30×0"]
        ),
        // automatic layout
        (
            "auto, as wide as the contents",
            "<table id=t><tr><td id=a>aaaa<td id=b>bb</table>", ["t: 0,0 30×10", "a: 0,0 20×10", "b: 20,0 10×10"]
        ),
        (
            "auto, wide table shares by max-content",
            "<table style='width:120px'><tr><td id=a>aaaa<td id=b>bb</table>", ["a: 0,0 80×10", "b: 80,0 40×10"]
        ),
        (
            "auto, given width stays, the other grows",
            "<table style='width:100px'><tr><td id=a style='width:30px'>a<td id=b>bb</table>",
            ["a: 0,0 30×10", "b: 30,0 70×10"]
        ),
        (
            "auto, percentage",
            "<table style='width:100px'><tr><td id=a style='width:40%'>a<td id=b>bb</table>",
            ["a: 0,0 40×10", "b: 40,0 60×10"]
        ),
        (
            "auto, percentage widens the table",
            "<table id=t><tr><td id=a style='width:50%'>aaaa<td id=b>bb</table>", ["t: 0,0 40×10", "a: 0,0 20×10"]
        ),
        (
            "auto, too narrow breaks lines",
            "<div style='width:30px'><table id=t><tr><td id=a>aa aa aa<td id=b>bb</table></div>",
            ["t: 0,0 30×30", "a: 0,0 20×30"]
        ),
        (
            "auto, never below the longest word",
            "<table id=t style='width:10px'><tr><td id=a>aaaa aa<td id=b>bbb</table>",
            ["t: 0,0 35×20", "a: 0,0 20×20", "b: 20,0 15×20"]
        ),
        (
            "auto, a spanning cell widens its columns in proportion",
            "<table id=t><tr><td id=a>aa<td id=b>bbbb<tr><td colspan=2>cccccccccccccccccc</table>",
            ["t: 0,0 90×20", "a: 0,0 30×10", "b: 30,0 60×10"]
        ),
        (
            "auto, min-width",
            "<table id=t><tr><td id=a style='min-width:50px'>a<td id=b>b</table>", ["t: 0,0 55×10", "a: 0,0 50×10"]
        ),
        (
            "auto, max-width of a cell",
            "<table id=t><tr><td id=a style='max-width:20px'>aa aa aa aa</table>", ["t: 0,0 20×40"]
        ),
        (
            "auto, column width and cell width: the larger",
            "<table id=t><col style='width:30px'><tr><td id=a style='width:20px'>a</table>", ["a: 0,0 30×10"]
        ),
        (
            "auto, colgroup with span",
            "<table id=t><colgroup span=2 style='width:30px'></colgroup><tr><td id=a>a<td id=b>b<td id=c>c</table>",
            ["t: 0,0 65×10", "a: 0,0 30×10", "b: 30,0 30×10", "c: 60,0 5×10"]
        ),
        (
            "spacing around and between",
            "<table id=t style='border-spacing:3px 4px'><tr><td id=a>aa<td id=b>bb<tr><td id=c>c</table>",
            ["t: 0,0 29×32", "a: 3,4 10×10", "b: 16,4 10×10", "c: 3,18 10×10"]
        ),
        (
            "padding and border of the table",
            "<table id=t style='border:2px solid;padding:5px;border-spacing:1px'><tr><td id=a>aa</table>",
            ["t: 0,0 26×26", "a: 8,8 10×10"]
        ),
        (
            "box-sizing of the table is the border box",
            "<table id=t style='width:100px;border:2px solid;padding:5px'><tr><td id=a>aa</table>",
            ["t: 0,0 100×24", "a: 7,7 86×10"]
        ),
        (
            "collapsed borders are halved",
            "<table id=t style='border-collapse:collapse'><tr><td id=a style='border:4px solid'>aa<td id=b style='border:2px solid'>bb</table>",
            ["t: 0,0 30×18", "a: 2,2 14×14", "b: 16,2 13×14"]
        ),
        (
            "a caption is as wide as its table",
            "<table id=t style='width:50px'><caption id=k>kk</caption><tr><td id=a>a</table>",
            ["k: 0,0 50×10", "t: 0,10 50×10"]
        ),
        (
            "a caption below",
            "<table id=t style='width:50px;caption-side:bottom'><caption id=k>kk</caption><tr><td id=a>a</table>",
            ["t: 0,0 50×10", "k: 0,10 50×10"]
        ),
        (
            "a caption's longest word widens the table",
            "<table id=t><caption id=k>kkkkkkkk kk</caption><tr><td id=a>a</table>",
            ["k: 0,0 40×20", "t: 0,20 40×10", "a: 0,20 40×10"]
        ),
        (
            "margin auto centres",
            "<table id=t style='width:100px;margin:0 auto'><tr><td>a</table>", ["t: 50,0 100×10"]
        ),
        (
            "right to left",
            "<table id=t dir=rtl style='width:100px;table-layout:fixed'><col style='width:30px'><col><tr><td id=a>a<td id=b>b</table>",
            ["a: 0,0 30×10", "b: 30,0 70×10"]
        ),
        (
            "a hidden column takes no room",
            "<table id=t><col><col style='visibility:collapse'><col><tr><td id=a>aa<td>bb<td id=c>cc</table>",
            ["t: 0,0 20×10", "c: 10,0 10×10"]
        ),
        (
            "colspan=1000000 costs nothing",
            "<table id=t style='border-spacing:2px'><tr><td id=a colspan=1000000>aa<tr><td id=b>b</table>",
            ["a: 2,2 10×10"]
        ),
    ])
    func `cells lie where browsers put them`(name: String, html: String, expected: [String]) {
        let typeset = Typeset(html)
        let ids = expected.map { String($0.prefix { $0 != ":" }) }.joined(separator: " ")
        #expect(typeset.summary(ids) == expected, "\(name)")
    }

    @Test(arguments: [
        (
            "row as high as its highest cell", "<table><tr><td id=a>a<td id=b>b<br>b</table>",
            ["a: 0,0 5×20", "b: 5,0 5×20"]
        ),
        (
            "height of a cell", "<table><tr><td id=a style='height:40px;padding:5px'>a<td id=b>b</table>",
            ["a: 0,0 15×50", "b: 15,0 5×50"]
        ),
        ("height of a row", "<table><tr id=r style='height:40px'><td id=a>a</table>", ["r: 0,0 5×40", "a: 0,0 5×40"]),
        (
            "rowspan shares what it needs",
            "<table><tr><td rowspan=2 id=a>a<br>a<br>a<br>a<td id=b>b<tr><td id=c>c</table>",
            ["a: 0,0 5×40", "b: 5,0 5×20", "c: 5,20 5×20"]
        ),
        (
            "rowspan=0 goes to the end of its group", "<table><tr><td rowspan=0 id=a>a<td>b<tr><td>c<tr><td>d</table>",
            ["a: 0,0 5×30"]
        ),
        (
            "rowspan ends with its group",
            "<table><tbody><tr><td rowspan=5 id=a>a<td>b</tbody><tbody><tr><td id=c>c</tbody></table>",
            ["a: 0,0 5×10", "c: 0,10 5×10"]
        ),
        (
            "a table's height is shared", "<table style='height:60px'><tr><td id=a>a<tr><td id=b>b</table>",
            ["a: 0,0 5×30", "b: 0,30 5×30"]
        ),
        (
            "bodies grow, heads do not",
            "<table style='height:60px'><thead><tr><td id=a>a</thead><tr><td id=b>b</table>",
            ["a: 0,0 5×10", "b: 0,10 5×50"]
        ),
        (
            "a row's percentage", "<table style='height:100px'><tr style='height:70%'><td id=a>a<tr><td id=b>b</table>",
            ["a: 0,0 5×70", "b: 0,70 5×30"]
        ),
        (
            "heads first, feet last",
            "<table><tfoot><tr><td id=f>f</tfoot><tbody><tr><td id=b>b</tbody><thead><tr><td id=h>h</thead></table>",
            ["h: 0,0 5×10", "b: 0,10 5×10", "f: 0,20 5×10"]
        ),
        (
            "a collapsed row takes no room",
            "<table style='border-spacing:2px'><tr><td id=a>a<tr style='visibility:collapse'><td>b<tr><td id=c>c</table>",
            ["a: 2,2 5×10", "c: 2,14 5×10"]
        ),
        (
            "contents at the middle",
            "<table><tr><td style='height:30px;vertical-align:middle'><div id=a>a</div><td>b</table>", ["a: 0,10 5×10"]
        ),
        (
            "contents at the end",
            "<table><tr><td style='height:30px;vertical-align:bottom'><div id=a>a</div><td>b</table>", ["a: 0,20 5×10"]
        ),
        (
            "contents at the start",
            "<table><tr><td style='height:30px;vertical-align:top'><div id=a>a</div><td>b</table>", ["a: 0,0 5×10"]
        ),
        (
            "contents on one base line",
            "<table><tr style='vertical-align:baseline'><td style='padding-top:7px'><div id=a>a</div><td><div id=b>b</div></table>",
            ["a: 0,7 5×10", "b: 5,7 5×10"]
        ),
        (
            "a percentage of the cell's height",
            "<table><tr><td style='height:40px'><div id=a style='height:100%'>a</div><td>b</table>", ["a: 0,0 5×40"]
        ),
    ])
    func `rows are as high as browsers make them`(name: String, html: String, expected: [String]) {
        let typeset = Typeset(html)
        let ids = expected.map { String($0.prefix { $0 != ":" }) }.joined(separator: " ")
        #expect(typeset.summary(ids) == expected, "\(name)")
    }
}
