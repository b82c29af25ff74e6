//  FileReading.swift
//  In: paths. Out: bytes and names, without Foundation, which would cost every start of the program.

import Glibc

enum FileReading {
    static func contents(of path: String) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var facts = stat()
        guard fstat(file, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG, facts.st_size <= 64 << 20 else { return nil }
        var result: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(file, &buffer, buffer.count)
            if count < 0 { return nil }
            if count == 0 { return result }
            result.append(contentsOf: buffer[..<count])
        }
    }

    /// Relative paths of all files below a folder, sorted; hidden ones and symbolic links to folders are left out.
    static func files(under root: String) -> [String] {
        var result: [String] = []
        var waiting = [""]
        while let folder = waiting.popLast() {
            guard let directory = opendir(folder.isEmpty ? root : root + "/" + folder) else { continue }
            defer { closedir(directory) }
            while let entry = readdir(directory) {
                let name = withUnsafePointer(to: &entry.pointee.d_name) {
                    $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                }
                if name.hasPrefix(".") { continue }
                let path = folder.isEmpty ? name : folder + "/" + name
                if entry.pointee.d_type == UInt8(DT_DIR) { waiting.append(path) } else { result.append(path) }
            }
        }
        return result.sorted()
    }
}
