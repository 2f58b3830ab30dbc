//! The summary as a page and as a workbook: readable, self-contained, with words for every chart.

use std::io::{Cursor, Read};

use calamine::{Data, Reader, Xlsx};
use matchbook::domain::figures::{Period, Section, Summary};
use matchbook::export::summary::{csv, html, workbook};
use matchbook::sample;

use super::small_scheme::day;

fn week() -> Summary {
    let today = day("2026-03-03");
    let scheme = sample::scheme_of(sample::week(today));
    Summary::new(&scheme, "2026-Q1".parse::<Period>().unwrap(), today)
}

#[test]
fn the_page_stands_alone_and_has_all_nine_sections() {
    let page = html(&week()).unwrap();
    for section in Section::ALL {
        assert!(page.contains(&format!("<section id=\"{}\">", section.id())), "{}", section.id());
    }
    for outside in ["http://", "https://", "<script", "<link", "url(", "src="] {
        assert!(!page.contains(outside), "{outside}");
    }
}

#[test]
fn every_chart_has_a_title_and_the_same_in_words() {
    let page = html(&week()).unwrap();
    let charts: Vec<&str> = page.split("<svg ").skip(1).collect();
    assert!(charts.len() >= 4, "{}", charts.len());
    for chart in charts {
        let chart = chart.split("</svg>").next().unwrap();
        let words = |tag: &str| {
            let (_, rest) = chart.split_once(&format!("<{tag} ")).unwrap();
            let (_, rest) = rest.split_once('>').unwrap();
            rest.split_once('<').unwrap().0.trim().to_owned()
        };
        assert!(!words("title").is_empty());
        assert!(words("desc").len() > words("title").len() + 5, "{chart}");
        assert!(chart.contains("role=\"img\"") && chart.contains("aria-labelledby="));
    }
}

/// Relative luminance (WCAG 2.2).
fn luminance(colour: &str) -> f64 {
    let part = |at: usize| {
        let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
}

#[test]
fn text_stands_out_at_least_four_and_a_half_to_one_in_light_dark_and_print() {
    let page = html(&week()).unwrap();
    let themes: Vec<&str> = page.split(":root {").skip(1).collect();
    assert_eq!(themes.len(), 3);
    for theme in themes {
        let theme = theme.split('}').next().unwrap();
        let colour = |name: &str| {
            let (_, rest) = theme.split_once(&format!("--{name}: ")).unwrap();
            luminance(rest.split(';').next().unwrap().trim())
        };
        for ground in ["page", "panel"] {
            for text in ["text", "quiet", "accent", "good", "care"] {
                let (one, other) = (colour(ground), colour(text));
                let contrast = (one.max(other) + 0.05) / (one.min(other) + 0.05);
                assert!(contrast >= 4.5, "{text} on {ground}: {contrast}");
            }
        }
    }
}

#[test]
fn the_workbook_has_a_sheet_a_section_typed_numbers_and_charts_with_words() {
    let summary = week();
    let bytes = workbook(&summary).unwrap();
    let mut book = Xlsx::new(Cursor::new(bytes.clone())).unwrap();
    let titles: Vec<_> = Section::ALL.iter().map(|section| section.title()).collect();
    assert_eq!(book.sheet_names(), titles);
    let page = book.worksheet_range(Section::Participation.title()).unwrap();
    let served = page.rows().find(|row| row[0] == Data::String("Pairs served".into())).unwrap();
    let value = summary.figure("pairs-served").unwrap().value.value.unwrap();
    assert_eq!(served[1], Data::Float(value));
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names: Vec<String> = zip.file_names().map(|name| name.unwrap().into_owned()).collect();
    let charts = names.iter().filter(|name| name.starts_with("xl/charts/chart")).count();
    assert!(charts >= 4, "{names:?}");
    let mut told = 0;
    for name in names.iter().filter(|name| name.starts_with("xl/drawings/drawing")) {
        let mut text = String::new();
        zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        told += text.matches("descr=\"").count();
    }
    assert_eq!(told, charts, "each chart has words");
}

#[test]
fn the_rows_of_csv_are_the_figures_and_what_is_shown_of_breakdowns() {
    let summary = week();
    let text = csv(&summary);
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    for line in &summary.figures {
        let row = rows.iter().find(|row| &row[1] == line.figure.id && row[3].is_empty()).unwrap();
        let value: Option<f64> = row[4].parse().ok();
        assert_eq!(value, line.value.value, "{}", line.figure.id);
        assert_eq!(&row[7], line.figure.unit.id());
    }
    assert!(rows.iter().any(|row| &row[1] == "mentor-balance" && &row[3] == "1 open pair"));
}
