// swift-tools-version: 6.2
// The rooms of Teian, in the order in which data passes through them. Which room may import which
// is said once more, for outside packages too, in .ci/arrows.
import PackageDescription

/// A C library: a module map and a shim in Sources/System, found by pkg-config, installed by apt.
func door(_ name: String, _ pkgConfig: String?, _ debian: String) -> Target {
    .systemLibrary(
        name: name, path: "Sources/System/\(name)", pkgConfig: pkgConfig, providers: [.apt([debian])])
}

/// A room of the engine, the domain, the documents or the applications.
func room(
    _ area: String, _ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = []
) -> Target {
    .target(name: name, dependencies: dependencies, path: "Sources/\(area)/\(name)", resources: resources)
}

func tests(
    _ area: String, _ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = [],
    exclude: [String] = []
) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: dependencies, path: "Tests/\(area)/\(name)Tests", exclude: exclude,
        resources: resources)
}

let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let domain: [Target.Dependency] = [
    "Measures", "DataFiles", "Catalogue", "ClinicProfile", "PackageSelection", "Pricing", "Subsidy", "Offer",
    "QuoteReport",
]

let package = Package(
    name: "Teian",
    products: [
        .library(name: "PagedMedia", targets: ["PagedMedia"]),
        .executable(name: "teian", targets: ["CLI"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
        .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
    ],
    targets: [
        // System
        door("CLibXML2", "libxml-2.0", "libxml2-dev"),
        door("CGumbo", "gumbo", "libgumbo-dev"),
        door("CHarfBuzz", "harfbuzz-subset", "libharfbuzz-dev"),
        door("CFontconfig", "fontconfig", "libfontconfig-dev"),
        // a C library of our own around ICU: its header says why
        .target(
            name: "CICU", path: "Sources/System/CICU",
            linkerSettings: [.linkedLibrary("icuuc")]),
        door("CZlib", "zlib", "zlib1g-dev"),
        door("CLibDeflate", "libdeflate", "libdeflate-dev"),
        door("CBrotli", "libbrotlidec", "libbrotli-dev"),
        // a C library of our own beside zlib: its header says why
        .target(
            name: "CStreamPacking", dependencies: ["CLibDeflate"], path: "Sources/System/CStreamPacking",
            linkerSettings: [.linkedLibrary("z"), .linkedLibrary("dl")]),
        // a C library of our own before the C library's: its header says why
        .target(name: "CExactDecimals", path: "Sources/System/CExactDecimals"),
        // a C library of our own before jemalloc, for the program alone: its header says why
        .target(
            name: "CJemalloc", path: "Sources/System/CJemalloc",
            linkerSettings: [.linkedLibrary("jemalloc")]),
        door("CFreeType", "freetype2", "libfreetype-dev"),
        door("CCairo", "cairo-ft", "libcairo2-dev"),
        door("CGdkPixbuf", "gdk-pixbuf-2.0", "libgdk-pixbuf-2.0-dev"),
        door("CGLib", "glib-2.0", "libglib2.0-dev"),
        // zint installs no .pc file
        door("CZint", nil, "libzint-dev"),

        // Engine
        room("Engine", "Geometry"),
        room("Engine", "Messages", resources: [.embedInCode("Catalogue.txt")]),
        room("Engine", "Diagnostics", ["Messages"]),
        room("Engine", "Markup", ["Messages", "CLibXML2", "CGumbo", "Diagnostics"]),
        room(
            "Engine", "Style", ["Messages", "Markup", "Geometry", "Diagnostics"],
            resources: [.embedInCode("UserAgent.css")]),
        room(
            "Engine", "Text",
            ["Messages", "CHarfBuzz", "CFontconfig", "CICU", "CZlib", "CBrotli", "Geometry", "Diagnostics"]),
        room("Engine", "TextStyles", ["Style", "Text"]),
        room("Engine", "Pictures", ["Messages", "CGdkPixbuf", "Geometry", "Diagnostics"]),
        room("Engine", "Fragments", ["Geometry", "Text"]),
        room(
            "Engine", "Layout",
            [
                "Messages", "Markup", "Style", "Text", "TextStyles", "Pictures", "Fragments", "Geometry", "Diagnostics",
            ]),
        room("Engine", "DisplayList", ["Fragments", "Style", "Text", "Pictures", "Geometry"]),
        room(
            "Engine", "VectorGraphics",
            [
                "Messages", "Markup", "Style", "Text", "TextStyles", "Pictures", "DisplayList", "Geometry",
                "Diagnostics",
            ]),
        room(
            "Engine", "Painting",
            [
                "Messages", "DisplayList", "Text", "Pictures", "Geometry", "Diagnostics", "CCairo", "CFreeType",
                "CHarfBuzz", "CStreamPacking", "CExactDecimals",
            ]),
        room("Engine", "Finishing", ["Messages", "Diagnostics", "Geometry", "CLibDeflate"]),
        room(
            "Engine", "PagedMedia",
            [
                "Messages", "Geometry", "Diagnostics", "Markup", "Style", "Text", "Pictures", "Fragments", "Layout",
                "DisplayList", "VectorGraphics", "Painting", "Finishing",
            ]),

        // Domain
        room("Domain", "Measures"),
        room("Domain", "DataFiles", ["Messages", "Measures", "Diagnostics", "CICU", yams]),
        room("Domain", "Catalogue", ["Messages", "Measures", "DataFiles", "Diagnostics"]),
        room("Domain", "ClinicProfile", ["Messages", "Measures", "DataFiles", "Diagnostics"]),
        room("Domain", "PackageSelection", ["Measures", "Catalogue", "ClinicProfile", "DataFiles", "Diagnostics"]),
        room(
            "Domain", "Pricing",
            ["Measures", "Catalogue", "ClinicProfile", "PackageSelection", "DataFiles", "Diagnostics"]),
        room(
            "Domain", "Subsidy",
            ["Messages", "Measures", "DataFiles", "Diagnostics", "ClinicProfile", "Pricing"]),
        room(
            "Domain", "Offer",
            [
                "Messages", "Measures", "DataFiles", "Diagnostics", "Catalogue", "ClinicProfile", "PackageSelection",
                "Pricing",
                "Subsidy",
            ]),

        room(
            "Domain", "QuoteReport",
            [
                "Measures", "Diagnostics", "Catalogue", "ClinicProfile", "PackageSelection", "Pricing", "Subsidy",
                "Offer",
            ]),

        room("Domain", "Postage", ["Messages", "Measures", "DataFiles", "Diagnostics"]),

        // Documents
        room("Documents", "Wording", ["Messages", "Measures", "DataFiles"]),
        room("Documents", "Templating", ["Messages", "Markup", "Diagnostics"]),
        room("Documents", "Diagrams", domain + ["Wording"]),
        room("Documents", "Codes", ["Messages", "CZint"]),
        room(
            "Documents", "Proposal",
            domain + [
                "Messages", "Wording", "Templating", "Diagrams", "Codes", "Diagnostics", "Markup", "PagedMedia",
                "CGLib",
            ]),
        room(
            "Documents", "LandingPage",
            domain + [
                "Messages", "Wording", "Templating", "Diagrams", "Codes", "Diagnostics", "Markup", "PagedMedia",
                "Proposal",
            ]),

        room(
            "Documents", "Letter",
            domain + [
                "Messages", "Postage", "Wording", "Templating", "Diagrams", "Codes", "Diagnostics", "Markup",
                "PagedMedia",
                "Proposal", "LandingPage",
            ]),

        // Applications
        room("Applications", "MailingList", domain + ["Messages", "CICU", "CGLib", "Diagnostics", "Codes"]),
        room(
            "Applications", "Campaign",
            domain + [
                "Messages", "MailingList", "Postage", "Letter", "Wording", "Templating", "Proposal", "Codes",
                "PagedMedia", "Diagnostics", "CGLib",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Subprocess", package: "swift-subprocess"),
            ]),
        room(
            "Applications", "Preview",
            domain + [
                "Messages", "Proposal", "LandingPage", "PagedMedia", "Markup", "Diagnostics",
                .product(name: "FlyingFox", package: "FlyingFox"),
            ], resources: [.embedInCode("viewer.html")]),
        .executableTarget(
            name: "CLI",
            dependencies: domain + [
                "Preview", "Wording", "Templating", "Proposal", "LandingPage", "Letter", "MailingList", "Postage",
                "Campaign", "Messages",
                "PagedMedia", "Diagnostics", "CJemalloc",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Sources/Applications/CLI"),

        // Tests
        tests("Engine", "Geometry", ["Geometry"]),
        tests("Engine", "Messages", ["Messages"]),
        tests("Engine", "Markup", ["Markup", "Diagnostics"]),
        tests("Engine", "Style", ["Style", "Markup", "Geometry", "Diagnostics"]),
        tests("Engine", "Text", ["Text", "Geometry", "Diagnostics", "CZlib"]),
        tests("Engine", "Pictures", ["Pictures", "Diagnostics"]),
        tests(
            "Engine", "Layout",
            ["Layout", "Fragments", "Markup", "Style", "Text", "Pictures", "Geometry", "Diagnostics"]),
        tests(
            "Engine", "Painting",
            [
                "Painting", "CExactDecimals", "CStreamPacking", "CZlib", "CHarfBuzz", "DisplayList", "VectorGraphics",
                "Finishing", "Fragments",
                "Markup",
                "Style", "Text",
                "Pictures", "Geometry",
                "Diagnostics",
            ]),
        tests("Engine", "Finishing", ["Finishing"]),
        tests("Engine", "PagedMedia", ["PagedMedia", "Text", "Diagnostics"]),
        tests("Domain", "Domain", domain + ["Postage", "Diagnostics"]),
        tests("Documents", "Templating", ["Templating", "Markup", "Diagnostics"]),
        tests(
            "Documents", "Documents",
            domain + ["Wording", "Diagrams", "Codes", "Proposal", "LandingPage", "Diagnostics"]),
        tests(
            "Documents", "Letter",
            domain + [
                "Postage", "Letter", "Proposal", "LandingPage", "Wording", "Diagrams", "Codes", "PagedMedia",
                "Diagnostics",
            ]),
        tests("Applications", "MailingList", domain + ["MailingList", "Codes", "Diagnostics"]),
        tests(
            "Applications", "Campaign",
            domain + ["Campaign", "MailingList", "Postage", "Letter", "Proposal", "PagedMedia", "Diagnostics"]),
        tests("Applications", "CLI", ["Diagnostics"], exclude: ["Profiles"]),
    ],
    swiftLanguageModes: [.v6]
)
