// claims about this room
