//  Exports.swift
//  In: the rooms behind the front door. Out: those of their types that users of the library meet.

@_exported import struct Diagnostics.Diagnostic
@_exported import enum Diagnostics.Severity
@_exported import struct Diagnostics.SourceLocation
@_exported import struct Finishing.DocumentDate
@_exported import struct Layout.LayoutLimits
@_exported import enum Messages.MessageLanguage
@_exported import struct Messages.Sentence
@_exported import class Style.StyleSheet
@_exported import enum Style.StyleOrigin
@_exported import struct Text.FontLibraryOptions
