"""Who the government is: regencies, their hosts, and the dated document by which each governs."""
