"""Lists as files that people work in and print: an Excel workbook and back, a Word document."""
