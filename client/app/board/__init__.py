"""The board: what needs its holder now, most urgent first, each item with the act that settles it.

board(office, now) -> Board(items)          client.app.board.board
acts(office, file, now) -> ranked acts      client.app.board.acts
changes(office) -> Change, ...              client.app.board.changes
"""
