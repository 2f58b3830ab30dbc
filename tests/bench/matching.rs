//! How long the best assignment takes, beside `pathfinding`'s Hungarian method on the same problems.
//!
//! `cargo bench --bench matching` measures both on ten shapes of problems and tells their ratio.
//! `cargo bench --bench matching -- --problem FILE` solves one problem for the most matched, then
//! the greatest total, and prints `{"ms":..,"total":..,"matched":..}`. FILE is little-endian i32:
//! rows, columns, the places of each column, then the points row by row, below 0 for forbidden.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::allow_attributes,
    reason = "a benchmark is run by hand, and a failure is to be seen"
)]

use std::cell::RefCell;
use std::hint::black_box;
use std::time::{Duration, Instant};

use criterion::{Criterion, SamplingMode};
use matchbook::domain::matching::{Aim, Problem, solve};
use pathfinding::prelude::{Matrix, kuhn_munkres};

/// Points of rows with columns, below 0 where forbidden, and the places of the columns.
struct Shape {
    name: &'static str,
    points: Vec<Vec<i64>>,
    places: Vec<usize>,
}

/// Numbers that look random and are the same every time (splitmix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> i64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        i64::try_from((mixed ^ (mixed >> 31)) % end).unwrap()
    }

    /// Points from 0 to `most`, of a hundred cells so many forbidden on average.
    fn points(&mut self, rows: usize, columns: usize, most: u64, forbidden: i64) -> Vec<Vec<i64>> {
        let mut cell = |_| if self.below(100) < forbidden { -1 } else { self.below(most + 1) };
        (0..rows).map(|_| (0..columns).map(&mut cell).collect()).collect()
    }

    /// Points like those of a questionnaire: 1000 less how far six answers lie apart on average.
    fn survey(&mut self, count: usize) -> Vec<Vec<i64>> {
        let mut answers = |_| -> [i64; 6] { std::array::from_fn(|_| self.below(1001)) };
        let rows: Vec<_> = (0..count).map(&mut answers).collect();
        let columns: Vec<_> = (0..count).map(&mut answers).collect();
        let apart = |one: &[i64; 6], other: &[i64; 6]| -> i64 {
            one.iter().zip(other).map(|(one, other)| (one - other).abs()).sum()
        };
        let row = |one| columns.iter().map(|other| 1000 - apart(one, other) / 6).collect();
        rows.iter().map(row).collect()
    }
}

fn shapes(longest: usize) -> Vec<Shape> {
    let mut dice = Dice(11);
    let mut all = Vec::new();
    let mut shape = |name, points: Vec<Vec<i64>>, places: usize| {
        let places = vec![places; points[0].len()];
        all.push(Shape { name, points, places });
    };
    shape("dense20", dice.points(20, 20, 1000, 0), 1);
    shape("dense100", dice.points(100, 100, 1000, 0), 1);
    if longest > 100 {
        shape("dense500", dice.points(500, 500, 1000, 0), 1);
        shape("dense1000", dice.points(1000, 1000, 1000, 0), 1);
        shape("dense2000", dice.points(2000, 2000, 1000, 0), 1);
        shape("ties1000", dice.points(1000, 1000, 10, 0), 1);
        shape("survey1000", dice.survey(1000), 1);
        shape("cap1000x300x3", dice.points(1000, 300, 1000, 0), 3);
        shape("sparse1000", dice.points(1000, 1000, 1000, 90), 1);
        let mut barred = dice.points(500, 500, 1000, 20);
        for (at, row) in barred.iter_mut().enumerate() {
            let from = if at < 10 { 0 } else { 490 };
            row[from..].fill(-1);
        }
        shape("infeasible500", barred, 1);
    }
    all
}

impl Shape {
    fn problem(&self) -> Problem {
        let keys = 0..i64::try_from(self.points.len()).unwrap();
        let columns = (0i64..).zip(self.places.iter().copied());
        let mut problem = Problem::new(keys.collect(), columns.collect()).unwrap();
        for (row, points) in self.points.iter().enumerate() {
            for (column, points) in points.iter().enumerate() {
                problem.set(row, column, (*points >= 0).then_some(*points)).unwrap();
            }
        }
        problem
    }

    /// The same for a solver that knows neither places nor forbidden cells and needs no fewer
    /// columns than rows: a column each place, so much for each pair that a pair more is worth
    /// all else, and 0 for a forbidden one.
    fn expanded(&self) -> Matrix<i64> {
        let places: Vec<usize> = (0..self.places.len())
            .flat_map(|column| std::iter::repeat_n(column, self.places[column]))
            .collect();
        let top = self.points.iter().flatten().max().unwrap();
        let prize = (top + 1) * i64::try_from(self.points.len() + 1).unwrap();
        let value = |row: usize, place: usize| match self.points[row][places[place]] {
            points if points < 0 => 0,
            points => points + prize,
        };
        let rows = self.points.len();
        if rows <= places.len() {
            Matrix::from_fn(rows, places.len(), |(row, place)| value(row, place))
        } else {
            Matrix::from_fn(places.len(), rows, |(place, row)| value(row, place))
        }
    }

    /// The total and how many are matched, from the greatest value of the expanded problem.
    fn total_and_matched(&self, value: i64) -> (i64, usize) {
        let top = self.points.iter().flatten().max().unwrap();
        let prize = (top + 1) * i64::try_from(self.points.len() + 1).unwrap();
        (value % prize, usize::try_from(value / prize).unwrap())
    }
}

/// Measures work under a name and gives the median time of a turn; what is made is not measured.
fn measured<R>(
    criterion: &mut Criterion,
    group: &str,
    name: &str,
    work: impl Fn() -> R,
) -> Duration {
    let turns = RefCell::new(Vec::new());
    let mut group = criterion.benchmark_group(group);
    group.sample_size(10).sampling_mode(SamplingMode::Flat);
    group.warm_up_time(Duration::from_millis(200)).measurement_time(Duration::from_secs(1));
    group.bench_function(name, |bencher| {
        bencher.iter_custom(|count| {
            let start = Instant::now();
            for _ in 0..count {
                black_box(work());
            }
            let took = start.elapsed();
            turns.borrow_mut().push(took / u32::try_from(count).unwrap());
            took
        });
    });
    group.finish();
    let mut turns = turns.into_inner();
    turns.sort_unstable();
    turns.get(turns.len() / 2).copied().unwrap_or_default()
}

fn solved(problem: &Problem, aim: Aim) -> (i64, usize) {
    let solution = solve(problem, aim, &|_, _| true).unwrap();
    (solution.points, solution.matched)
}

/// Solves the problem of a file once and tells how it went.
fn one(path: &str) {
    let bytes = std::fs::read(path).unwrap();
    let mut numbers =
        bytes.chunks_exact(4).map(|four| i64::from(i32::from_le_bytes(four.try_into().unwrap())));
    let mut next = || usize::try_from(numbers.next().unwrap()).unwrap();
    let (rows, columns) = (next(), next());
    let places = (0..columns).map(|_| next()).collect();
    let points = (0..rows).map(|_| numbers.by_ref().take(columns).collect()).collect();
    let problem = Shape { name: "file", points, places }.problem();
    let start = Instant::now();
    let solution = solve(&problem, Aim::Most, &|_, _| true).unwrap();
    let ms = start.elapsed().as_secs_f64() * 1e3;
    println!("{{\"ms\":{ms:.4},\"total\":{},\"matched\":{}}}", solution.points, solution.matched);
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(at) = arguments.iter().position(|argument| argument == "--problem") {
        one(&arguments[at + 1]);
        return;
    }
    // without --bench it is run among the tests: the short ones will do
    let whole = arguments.iter().any(|argument| argument == "--bench");
    let mut criterion = Criterion::default().without_plots().configure_from_args();
    let mut lines = Vec::new();
    for shape in shapes(if whole { 2000 } else { 100 }) {
        let (problem, expanded) = (shape.problem(), shape.expanded());
        let theirs = shape.total_and_matched(kuhn_munkres(&expanded).0);
        assert_eq!(solved(&problem, Aim::Most), theirs, "{}", shape.name);
        let ours =
            measured(&mut criterion, shape.name, "matchbook", || solved(&problem, Aim::Most));
        let theirs =
            measured(&mut criterion, shape.name, "pathfinding", || kuhn_munkres(&expanded));
        let (ours, theirs) = (ours.as_secs_f64() * 1e3, theirs.as_secs_f64() * 1e3);
        let ratio = ours / theirs;
        lines.push(format!("{:14} {ours:10.3} {theirs:12.3} {ratio:7.2}", shape.name));
        if shape.name.ends_with("1000") {
            for aim in [Aim::Total, Aim::Fair] {
                let name = format!("matchbook {aim:?}");
                measured(&mut criterion, shape.name, &name, || solved(&problem, aim));
            }
        }
    }
    println!(
        "shape           matchbook  pathfinding   ratio   (ms, most matched then greatest total)"
    );
    println!("{}", lines.join("\n"));
    criterion.final_summary();
}
