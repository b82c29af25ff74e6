//  In: … Out: …  (room not yet furnished)
