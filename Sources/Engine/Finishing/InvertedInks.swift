//  InvertedInks.swift
//  In: a picture as Cairo put it into the file. Out: whether its inks are stored the wrong way round.
//  Programs that follow Adobe write JPEGs of four inks with 0 for full ink and say so by a marker of Adobe's; PDF takes 0 for
//  none unless the picture's dictionary turns it round, which Cairo 1.16 does not.

enum InvertedInks {
    static func apply(to stream: CairoFile.Stream, in bytes: [UInt8]) -> Bool {
        guard stream.after.contains("/DCTDecode") || stream.before.contains("/DCTDecode"),
            stream.after.contains("/DeviceCMYK") || stream.before.contains("/DeviceCMYK")
        else { return false }
        return hasAdobeMarker(bytes[stream.data])
    }

    /// Segments up to the scan: marker, length, contents. https://www.w3.org/Graphics/JPEG/itu-t81.pdf annex B
    private static func hasAdobeMarker(_ jpeg: ArraySlice<UInt8>) -> Bool {
        var place = jpeg.startIndex + 2
        while place + 4 <= jpeg.endIndex, jpeg[place] == 0xFF {
            let kind = jpeg[place + 1]
            if kind == 0xFF {
                place += 1
                continue
            }
            let length = Int(jpeg[place + 2]) << 8 | Int(jpeg[place + 3])
            guard kind != 0xDA, length >= 2, place + 2 + length <= jpeg.endIndex else { return false }
            if kind == 0xEE, length >= 14, jpeg[(place + 4)...].starts(with: "Adobe".utf8) { return true }
            place += 2 + length
        }
        return false
    }
}

extension ArraySlice<UInt8> {
    fileprivate func contains(_ word: String) -> Bool { String(decoding: self, as: UTF8.self).contains(word) }
}
extension String {
    /// Where the last occurrence of a word is.
    func range(ofLast word: String) -> Range<Index>? { ranges(of: word).last }
}
