//  LargeStack.swift
//  In: work whose recursion follows the document's depth. Out: the same work done where the stack is large enough for 512 boxes inside
//  each other, whatever thread asked for it.

import Glibc

enum LargeStack {
    private final class Work {
        let body: () -> Void
        init(_ body: @escaping () -> Void) { self.body = body }
    }

    /// Runs `body` on a thread of its own with a stack of `bytes` (reserved, not used up), and waits for it. Nothing runs beside it,
    /// so what the body touches needs no lock.
    static func run(bytes: Int, _ body: () -> Void) {
        withoutActuallyEscaping(body) { body in
            var attributes = pthread_attr_t()
            var thread = pthread_t()
            pthread_attr_init(&attributes)
            defer { pthread_attr_destroy(&attributes) }
            pthread_attr_setstacksize(&attributes, bytes)
            let work = Unmanaged.passRetained(Work(body))
            let failed = pthread_create(
                &thread, &attributes,
                { raw in
                    if let raw { Unmanaged<Work>.fromOpaque(raw).takeRetainedValue().body() }
                    return nil
                }, work.toOpaque())
            if failed != 0 {
                work.release()
                body()
            } else {
                pthread_join(thread, nil)
            }
        }
    }
}
