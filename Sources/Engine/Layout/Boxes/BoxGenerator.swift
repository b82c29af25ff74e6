//  BoxGenerator.swift
//  In: a styled document. Out: its box tree.

import Diagnostics
import Markup
import Style

/// Makes the boxes of a document. https://www.w3.org/TR/css-display-3/#box-generation
public struct BoxGenerator {
    public let document: StyledDocument
    let pictures: PictureResolver
    let facts: PagingFacts

    /// `pagingFacts`: from the last round, empty in the first.
    public init(
        document: StyledDocument, pictures: @escaping PictureResolver, pagingFacts: PagingFacts = PagingFacts()
    ) {
        self.document = document
        self.pictures = pictures
        facts = pagingFacts
    }
    /// The whole document's boxes. `root` is the box of the document element.
    public func generate() -> BoxTree {
        BoxTree()
    }
    /// Appends a margin box with its generated content to the session's tree: a block container, laid out like any
    /// other box. Pages caches by its own key. `name` is for messages.
    public func marginBox(style: ComputedStyle, context: PageContext, in session: LayoutSession) -> BoxID {
        .none
    }
    /// Supplies page-dependent text for the next round. Answers the inline contexts whose text changed; the session
    /// forgets their paragraphs, Block forgets their ancestors' layouts.
    public func supply(_ facts: PagingFacts, in session: LayoutSession) -> [BoxID] {
        []
    }
}
