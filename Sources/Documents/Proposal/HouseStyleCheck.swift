//  HouseStyleCheck.swift
//  In: the project's folders. Out: every word of the templates and of the texts in data files that the house avoids.

import DataFiles
import Diagnostics
import Foundation
import Wording

extension DocumentWorkshop {
    /// Files that hold text for readers, by the endings of their names.
    private static let endings = [".html", ".yaml", ".js", ".svg"]
    static let houseStyle = "/Shared/house-style.yaml"

    /// Holds templates and data to Templates/Shared/house-style.yaml; without that file there is nothing to hold them to.
    public func checkWords() throws(DocumentError) -> [Diagnostic] {
        let list = folders.templates + Self.houseStyle
        guard FileManager.default.fileExists(atPath: list) else { return [] }
        let roots = [
            folders.templates, folders.assets + "/Catalogue", folders.assets + "/Subsidies", folders.assets + "/Brand",
        ]
        do throws(DataFaults) {
            let style = try HouseStyle(file: list)
            var faults: [Diagnostic] = []
            for root in roots {
                let names = (try? FileManager.default.subpathsOfDirectory(atPath: root)) ?? []
                for name in names.sorted() where Self.endings.contains(where: name.hasSuffix) {
                    let path = root + "/" + name
                    if path == list { continue }
                    faults += style.faults(in: try DataFile.text(ofFile: path), file: path)
                }
            }
            return faults
        } catch {
            throw .data(error)
        }
    }
}
