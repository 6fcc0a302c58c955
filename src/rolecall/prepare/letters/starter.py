"""A template to start from."""

STARTER = """\
Dear {if contact}{contact}{else}{company} team{end},

{opening} {asked}

{evidence:3}

{if why}{why}

{end}{education} {talk}

Kind regards,
{name}
"""
