//! What a workbook reads as.
