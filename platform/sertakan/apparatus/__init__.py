"""The regency's own apparatus: work units with their targets, villages with their banjar, the roll of civil servants.

Civil servants are sponsors like others; the roll only says who is one, so that taking part can be counted against all
who could. A regency may do without a roll.
"""
