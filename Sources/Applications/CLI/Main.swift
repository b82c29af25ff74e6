//  In: … Out: …  (room not yet furnished)
@main enum Main { static func main() {} }
