"""Documents that the law wants in writing (tables A.4 to A.7): from a record of the file to PDF/A-2b and accessible HTML.

A template (``templates/``) is a function from the facts of one record (``facts``) to a ``Document``: values, in one language,
without layout. ``typesetting`` makes the PDF or the picture of it, ``html`` the page; both from the same values, so that they say
the same. Words come from the catalogues: a jurist corrects them there. Nothing here decides, signs or sends.
"""
