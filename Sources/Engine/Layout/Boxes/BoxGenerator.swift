//  BoxGenerator.swift
//  In: a styled document. Out: its box tree. (The steps are listed in BoxBuilder.)

import Diagnostics
import Markup
import Style

/// Makes the boxes of a document. https://www.w3.org/TR/css-display-3/#box-generation
public struct BoxGenerator {
    public let document: StyledDocument
    let pictures: PictureResolver
    let facts: PagingFacts
    let diagnostics: DiagnosticLog?

    /// `pagingFacts`: from the last round, empty in the first.
    public init(
        document: StyledDocument, pictures: @escaping PictureResolver, pagingFacts: PagingFacts = PagingFacts(),
        diagnostics: DiagnosticLog? = nil
    ) {
        self.document = document
        self.pictures = pictures
        self.diagnostics = diagnostics
        facts = pagingFacts
    }

    /// The whole document's boxes. `root` is the box of the document element.
    public func generate() -> BoxTree {
        let builder = BoxBuilder(document: document, pictures: pictures, facts: facts, diagnostics: diagnostics)
        let root = builder.buildDocument()
        builder.reportMissingTargets()
        var emission = BoxEmission(builder: builder, tree: BoxTree())
        if root >= 0 { emission.tree.root = emission.emit(root, parent: .none) }
        return emission.tree
    }
}
