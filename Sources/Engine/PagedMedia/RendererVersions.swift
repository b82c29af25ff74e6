//  RendererVersions.swift
//  In: the libraries this process runs with, and its fonts. Out: what decides the bytes of a PDF besides the document.

import Finishing
import Painting
import Text

extension EngineResources {
    /// A name and a version or hash for each thing outside the document that its bytes depend on, always in this order.
    public var rendererVersions: [(name: String, version: String)] {
        PaintingResources.libraryVersions + FontLibrary.libraryVersions + Finishing.libraryVersions
            + [("fonts", fonts.contentsHash()), ("hyphenation", FontLibrary.hyphenationHash())]
    }
}
