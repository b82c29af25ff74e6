//  ArtifactClaims.swift
//  In: page contents as Cairo writes them. Out: what is marked as an artifact.

import Testing

@testable import Finishing

struct ArtifactClaims {
    @Test(arguments: [
        // (as Cairo wrote it, as it is finished)
        ("0 0 9 9 re f\n", "/Artifact BMC\n0 0 9 9 re f\nEMC\n"),
        ("q\n1 0 0 -1 0 842 cm\nQ\n", "q\n1 0 0 -1 0 842 cm\nQ\n"),
        (
            "q\n0 0 9 9 re f\n/Span << /MCID 0 >> BDC\nBT\n(EMC)Tj\nET\nEMC\nBT\n(1)Tj\nET\nQ\n",
            "q\n/Artifact BMC\n0 0 9 9 re f\nEMC\n/Span << /MCID 0 >> BDC\nBT\n(EMC)Tj\nET\nEMC\n/Artifact BMC\nBT\n(1)Tj\nET\nQ\nEMC\n"
        ),
        ("/Span << /MCID 0 >> BDC\nf\nEMC\nQ\n", "/Span << /MCID 0 >> BDC\nf\nEMC\nQ\n"),
        ("/Span << /MCID 0 >> BDC\nf\n", "/Span << /MCID 0 >> BDC\nf\n"),
        ("", ""),
    ])
    func `whatever is painted outside the structure is an artifact`(_ written: String, _ finished: String) {
        let made = ArtifactMarks.adding(to: Array(written.utf8))
        #expect(String(decoding: made, as: UTF8.self) == finished)
    }
}
