//! Pieces that pages are made of, one a file.

pub mod agreed;
pub mod bar;
pub mod choices;
pub mod date_boxes;
pub mod easy_rows;
pub mod error_summary;
pub mod heading;
pub mod icon;
pub mod lens_bar;
pub mod name_form;
pub mod question_form;
pub mod sheet;
pub mod step_row;
pub mod tag;
pub mod way;
pub mod who_is_writing;
pub mod year_wheel;
