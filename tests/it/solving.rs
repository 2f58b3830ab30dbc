//! The solver against brute force and an independent solver, in any order, and at its limits.

use std::cell::Cell;

use matchbook::domain::matching::{
    Aim, MOST_LINES, MOST_POINTS, Problem, Solution, Unsolvable, force, solve,
};
use pathfinding::prelude::{Matrix, kuhn_munkres};

const AIMS: [Aim; 3] = [Aim::Total, Aim::Most, Aim::Fair];

/// Numbers that look random and are the same every time (splitmix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.roll() % u64::try_from(end).unwrap()).unwrap()
    }

    fn between(&mut self, low: i64, high: i64) -> i64 {
        low + i64::try_from(self.roll() % u64::try_from(high - low + 1).unwrap()).unwrap()
    }

    fn shuffled(&mut self, count: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..count).collect();
        for at in (1..count).rev() {
            order.swap(at, self.below(at + 1));
        }
        order
    }
}

/// A pool written down plainly, from which a problem is made in any order.
#[derive(Debug, Clone)]
struct Plain {
    cells: Vec<Vec<Option<i64>>>,
    places: Vec<usize>,
    locks: Vec<Option<usize>>,
    unmatched: i64,
}

impl Plain {
    /// Points from a range; of ten cells so many are forbidden, on average.
    fn random(
        dice: &mut Dice,
        (rows, columns): (usize, usize),
        (low, high): (i64, i64),
        forbidden: usize,
        most_places: usize,
    ) -> Self {
        let mut cell = |_| (dice.below(10) >= forbidden).then(|| dice.between(low, high));
        let cells = (0..rows).map(|_| (0..columns).map(&mut cell).collect()).collect();
        let places = (0..columns).map(|_| dice.below(most_places + 1)).collect();
        Self { cells, places, locks: vec![None; rows], unmatched: 0 }
    }

    /// Locks some rows to columns that may take them.
    fn lock_some(&mut self, dice: &mut Dice, tries: usize) {
        let mut left = self.places.clone();
        for _ in 0..tries {
            if self.cells.is_empty() || left.is_empty() {
                return;
            }
            let (row, column) = (dice.below(self.cells.len()), dice.below(left.len()));
            if self.locks[row].is_none() && left[column] > 0 && self.cells[row][column].is_some() {
                self.locks[row] = Some(column);
                left[column] -= 1;
            }
        }
    }

    fn problem(&self) -> Problem {
        let all = |count: usize| (0..count).collect::<Vec<_>>();
        self.problem_in(&all(self.cells.len()), &all(self.places.len()))
    }

    /// The problem with its rows and columns given in some order; their keys stay the same.
    fn problem_in(&self, rows: &[usize], columns: &[usize]) -> Problem {
        let key = |at: usize| i64::try_from(at).unwrap() * 7 - 20;
        let mut problem = Problem::new(
            rows.iter().map(|row| key(*row)).collect(),
            columns.iter().map(|column| (key(*column), self.places[*column])).collect(),
        )
        .unwrap();
        for (at_row, row) in rows.iter().enumerate() {
            for (at_column, column) in columns.iter().enumerate() {
                problem.set(at_row, at_column, self.cells[*row][*column]).unwrap();
                if self.locks[*row] == Some(*column) {
                    problem.lock(at_row, at_column).unwrap();
                }
            }
        }
        problem.set_unmatched(self.unmatched).unwrap();
        problem
    }

    /// What an assignment is worth: matched, least points of a pair that is not locked, total.
    /// `None` if it breaks a rule.
    fn worth(&self, column_of: &[Option<usize>]) -> Option<Worth> {
        let mut left = self.places.clone();
        let (mut matched, mut total, mut worst) = (0, 0, i64::MAX);
        for (row, column) in column_of.iter().enumerate() {
            if self.locks[row].is_some() && self.locks[row] != *column {
                return None;
            }
            let Some(column) = *column else {
                total -= self.unmatched;
                continue;
            };
            left[column] = left[column].checked_sub(1)?;
            let points = self.cells[row][column]?;
            matched += 1;
            total += points;
            if self.locks[row].is_none() {
                worst = worst.min(points);
            }
        }
        Some(Worth { matched, worst, total })
    }

    /// The best of each aim among all assignments there are.
    fn brute_force(&self) -> [Worth; 3] {
        let mut best = [None; 3];
        self.every(&mut Vec::new(), &mut self.places.clone(), &mut best);
        best.map(|best| best.expect("leaving all but the locked out is always possible"))
    }

    fn every(
        &self,
        so_far: &mut Vec<Option<usize>>,
        left: &mut [usize],
        best: &mut [Option<Worth>; 3],
    ) {
        let row = so_far.len();
        if row == self.cells.len() {
            let Some(worth) = self.worth(so_far) else { return };
            for (aim, best) in AIMS.into_iter().zip(best) {
                if best.is_none_or(|best| best.rank(aim) < worth.rank(aim)) {
                    *best = Some(worth);
                }
            }
            return;
        }
        for column in 0..left.len() {
            if left[column] > 0 && self.cells[row][column].is_some() {
                left[column] -= 1;
                so_far.push(Some(column));
                self.every(so_far, left, best);
                so_far.pop();
                left[column] += 1;
            }
        }
        so_far.push(None);
        self.every(so_far, left, best);
        so_far.pop();
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Worth {
    matched: i64,
    worst: i64,
    total: i64,
}

impl Worth {
    /// What counts first, second and third for an aim; the greater is the better.
    fn rank(&self, aim: Aim) -> (i64, i64, i64) {
        match aim {
            Aim::Total => (self.total, self.matched, 0),
            Aim::Most => (self.matched, self.total, 0),
            Aim::Fair => (self.matched, self.worst, self.total),
        }
    }
}

fn solved(problem: &Problem, aim: Aim) -> Solution {
    solve(problem, aim, &|_, _| true).unwrap()
}

/// A small pool with forbidden cells, places, locks and a cost of staying unmatched.
fn small(dice: &mut Dice) -> Plain {
    let size = (dice.below(8), dice.below(8));
    let ranges = [(0, 3), (0, 100), (-20, 20), (-MOST_POINTS, MOST_POINTS), (5, 5)];
    let range = ranges[dice.below(ranges.len())];
    let forbidden = [0, 2, 4, 8][dice.below(4)];
    let most_places = [1, 1, 1, 2, 3][dice.below(5)];
    let mut plain = Plain::random(dice, size, range, forbidden, most_places);
    plain.unmatched = [0, 0, 1, 30, MOST_POINTS][dice.below(5)];
    let locks = dice.below(4);
    plain.lock_some(dice, locks);
    plain
}

#[test]
fn on_2000_small_pools_every_aim_is_as_good_as_brute_force() {
    let mut dice = Dice(4);
    for instance in 0..2000 {
        let plain = small(&mut dice);
        let problem = plain.problem();
        for (aim, best) in AIMS.into_iter().zip(plain.brute_force()) {
            let solution = solved(&problem, aim);
            let worth = plain.worth(&solution.column_of).expect("no rule is broken");
            assert_eq!(worth.rank(aim), best.rank(aim), "{instance} {aim:?}: {plain:?}");
            // what is told of the solution is so
            let pairs = plain.locks.iter().filter(|lock| lock.is_none()).count()
                - solution.column_of.iter().filter(|column| column.is_none()).count();
            let told = (solution.matched, solution.total, solution.worst);
            let matched = usize::try_from(worth.matched).unwrap();
            assert_eq!(told, (matched, worth.total, (pairs > 0).then_some(worth.worst)));
            let left_out = i64::try_from(plain.cells.len() - matched).unwrap();
            assert_eq!(solution.points, worth.total + left_out * plain.unmatched);
        }
    }
}

#[test]
fn what_a_forced_pair_costs_is_what_brute_force_says() {
    let mut dice = Dice(5);
    let mut looked_at = 0;
    while looked_at < 200 {
        let plain = small(&mut dice);
        if plain.cells.is_empty() || plain.places.is_empty() {
            continue;
        }
        let pair = (dice.below(plain.cells.len()), dice.below(plain.places.len()));
        let mut locked = plain.clone();
        locked.locks[pair.0] = Some(pair.1);
        let taken = locked.locks.iter().filter(|lock| **lock == Some(pair.1)).count();
        if plain.cells[pair.0][pair.1].is_none() || taken > plain.places[pair.1] {
            continue;
        }
        looked_at += 1;
        let problem = plain.problem();
        for (at, aim) in AIMS.into_iter().enumerate() {
            let best = solved(&problem, aim);
            let forced = force(&problem, aim, &best, pair, &|_, _| true).unwrap();
            let with = locked.brute_force()[at];
            assert_eq!(forced.cost, best.total - with.total, "{plain:?} {pair:?}");
            let matched = i64::try_from(best.matched).unwrap();
            assert_eq!(forced.fewer_matched, matched - with.matched);
            assert_eq!(forced.solution.column_of[pair.0], Some(pair.1));
            // only giving up another lock can gain
            let another = plain.locks[pair.0].is_some_and(|column| column != pair.1);
            assert!(aim != Aim::Total || another || forced.cost >= 0, "forcing gained");
        }
    }
}

/// The best total, and the total of the best with most matched, by another solver: each place is
/// a column of its own, and each row has a column for staying unmatched.
fn by_another_solver(plain: &Plain, aim: Aim) -> i64 {
    let rows = plain.cells.len();
    let spread = plain.cells.iter().flatten().flatten().map(|points| points.abs()).max();
    let most = spread.unwrap_or(0).max(plain.unmatched) * 2 + 1;
    let prize = if aim == Aim::Most { most * i64::try_from(rows + 1).unwrap() } else { 0 };
    let never = -(prize + most) * i64::try_from(2 * rows + 2).unwrap();
    let place: Vec<usize> = plain
        .places
        .iter()
        .enumerate()
        .flat_map(|(column, places)| std::iter::repeat_n(column, *places))
        .collect();
    let values = Matrix::from_fn(rows, place.len() + rows, |(row, at)| match place.get(at) {
        None => -plain.unmatched,
        Some(column) => plain.cells[row][*column].map_or(never, |points| points + prize),
    });
    let (_, chosen) = kuhn_munkres(&values);
    let chosen: Vec<Option<usize>> = chosen.into_iter().map(|at| place.get(at).copied()).collect();
    plain.worth(&chosen).expect("the other solver breaks no rule").total
}

#[test]
fn on_200_pools_up_to_60_by_60_the_best_total_is_that_of_another_solver() {
    let mut dice = Dice(6);
    let ranges = [(0, 10), (0, 100), (-50, 50), (0, 100_000), (-MOST_POINTS, MOST_POINTS)];
    for instance in 0..200 {
        let size = (1 + dice.below(60), 1 + dice.below(60));
        let range = ranges[dice.below(ranges.len())];
        let forbidden = [0, 1, 5, 9][dice.below(4)];
        let most_places = [1, 1, 2, 3][dice.below(4)];
        let mut plain = Plain::random(&mut dice, size, range, forbidden, most_places);
        if instance % 2 == 0 {
            plain.places.fill(1);
        }
        plain.unmatched = [0, 20][dice.below(2)];
        let problem = plain.problem();
        for aim in [Aim::Total, Aim::Most] {
            let solution = solved(&problem, aim);
            let worth = plain.worth(&solution.column_of).expect("no rule is broken");
            assert_eq!(worth.total, by_another_solver(&plain, aim), "{instance} {aim:?}");
        }
    }
}

#[test]
fn shuffling_the_input_changes_nothing() {
    let mut dice = Dice(7);
    for instance in 0..400 {
        let size = (dice.below(14), dice.below(14));
        // few different points: many solutions are equally good
        let mut plain = Plain::random(&mut dice, size, (0, 2), instance % 5, 1 + instance % 3);
        plain.unmatched = [0, 1][dice.below(2)];
        let locks = dice.below(3);
        plain.lock_some(&mut dice, locks);
        let (rows, columns) = (dice.shuffled(size.0), dice.shuffled(size.1));
        for aim in AIMS {
            let as_given = solved(&plain.problem(), aim);
            let shuffled = solved(&plain.problem_in(&rows, &columns), aim);
            let mut back = vec![None; size.0];
            for (at, column) in shuffled.column_of.iter().enumerate() {
                back[rows[at]] = column.map(|column| columns[column]);
            }
            assert_eq!(back, as_given.column_of, "{instance} {aim:?}: {plain:?}");
        }
    }
}

#[test]
fn a_changed_and_restored_problem_has_the_same_solution() {
    let mut dice = Dice(8);
    let plain = Plain::random(&mut dice, (9, 9), (0, 2), 2, 2);
    for aim in AIMS {
        let mut problem = plain.problem();
        problem.set(3, 3, Some(MOST_POINTS)).unwrap();
        problem.lock(3, 3).unwrap();
        problem.unlock(3);
        problem.set(3, 3, plain.cells[3][3]).unwrap();
        assert_eq!(solved(&problem, aim), solved(&plain.problem(), aim));
    }
}

#[test]
fn pools_without_anything_to_decide_have_a_solution() {
    let pool = |rows: usize, columns: usize, cell: Option<i64>, places: usize| Plain {
        cells: vec![vec![cell; columns]; rows],
        places: vec![places; columns],
        locks: vec![None; rows],
        unmatched: 3,
    };
    let shapes = [
        (pool(0, 0, None, 0), 0),
        (pool(0, 4, Some(1), 1), 0),
        (pool(4, 0, None, 0), 0),
        (pool(4, 4, Some(1), 0), 0),
        (pool(4, 4, None, 2), 0),
        (pool(4, 4, Some(1), 1), 4),
        (pool(4, 4, Some(0), 1), 4),
        (pool(4, 2, Some(0), 1), 2),
        (pool(2, 4, Some(0), usize::MAX), 2),
        (pool(1, 1, Some(-MOST_POINTS), 1), 1),
    ];
    for (plain, most) in shapes {
        for aim in [Aim::Most, Aim::Fair] {
            let solution = solved(&plain.problem(), aim);
            assert_eq!(solution.matched, most, "{aim:?} {plain:?}");
            assert!(plain.worth(&solution.column_of).is_some());
            assert_eq!(solution.worst.is_some(), most > 0);
        }
        let solution = solved(&plain.problem(), Aim::Total);
        let worse_than_unmatched = plain.cells.first().is_some_and(|row| {
            row.first().is_some_and(|cell| cell.is_some_and(|points| points < -plain.unmatched))
        });
        assert_eq!(solution.matched, if worse_than_unmatched { 0 } else { most }, "{plain:?}");
    }
}

#[test]
fn equal_points_everywhere_follow_the_keys() {
    let plain = Plain {
        cells: vec![vec![Some(7); 5]; 5],
        places: vec![1; 5],
        locks: vec![None; 5],
        unmatched: 0,
    };
    for aim in AIMS {
        let in_order: Vec<_> = (0..5).map(Some).collect();
        assert_eq!(solved(&plain.problem(), aim).column_of, in_order);
    }
}

#[test]
fn numbers_out_of_range_are_refused_in_words() {
    let mut problem = Problem::new(vec![1], vec![(1, 1)]).unwrap();
    for points in [MOST_POINTS + 1, -MOST_POINTS - 1, i64::MAX, i64::MIN] {
        assert_eq!(problem.set(0, 0, Some(points)), Err(Unsolvable::Points { points }));
    }
    for cost in [-1, MOST_POINTS + 1, i64::MIN, i64::MAX] {
        assert_eq!(problem.set_unmatched(cost), Err(Unsolvable::Unmatched { cost }));
    }
    assert_eq!(problem.points(0, 0), None, "what was refused left nothing behind");
    assert_eq!(problem.set(1, 0, None), Err(Unsolvable::Outside { row: 1, column: 0 }));
    assert_eq!(problem.lock(0, 1), Err(Unsolvable::Outside { row: 0, column: 1 }));
    let too_many = Problem::new((0..=1_000_000).collect(), Vec::new()).unwrap_err();
    assert_eq!(too_many, Unsolvable::TooLarge { rows: MOST_LINES + 1, columns: 0 });
    assert_eq!(too_many.to_string(), "1000001 rows and 0 columns are too many");
    assert_eq!(
        Unsolvable::Points { points: i64::MAX }.to_string(),
        "9223372036854775807 is out of range: points go from -1000000000 to 1000000000"
    );
}

#[test]
fn the_greatest_points_and_costs_do_not_overflow() {
    let mut dice = Dice(9);
    for unmatched in [0, MOST_POINTS] {
        let mut plain = Plain::random(&mut dice, (40, 40), (-MOST_POINTS, MOST_POINTS), 0, 1);
        for cell in plain.cells.iter_mut().flatten() {
            *cell = cell.map(|points| if points > 0 { MOST_POINTS } else { -MOST_POINTS });
        }
        plain.unmatched = unmatched;
        for aim in [Aim::Total, Aim::Most] {
            let total = solved(&plain.problem(), aim).total;
            assert_eq!(total, by_another_solver(&plain, aim), "{aim:?}");
        }
    }
}

#[test]
fn impossible_locks_and_equal_keys_are_refused_in_words() {
    let solve = |problem: &Problem| solve(problem, Aim::Total, &|_, _| true).unwrap_err();
    let mut problem = Problem::new(vec![5, 2, 9], vec![(1, 1), (2, 2)]).unwrap();
    for row in 0..3 {
        problem.set(row, 0, Some(1)).unwrap();
    }
    problem.lock(0, 1).unwrap();
    assert_eq!(solve(&problem), Unsolvable::LockForbidden { row: 0, column: 1 });
    problem.lock(0, 0).unwrap();
    problem.lock(1, 0).unwrap();
    // the row with the least key has the place
    assert_eq!(solve(&problem), Unsolvable::LockFull { row: 0, column: 0 });
    assert_eq!(
        solve(&problem).to_string(),
        "row 0 cannot be locked to column 0: it has no place left"
    );
    problem.unlock(0);
    assert_eq!(solved(&problem, Aim::Most).column_of, [None, Some(0), None]);

    let twice = Problem::new(vec![1, 2, 1], vec![(1, 1)]).unwrap();
    assert_eq!(solve(&twice), Unsolvable::Twice { key: 1 });
    let twice = Problem::new(vec![1], vec![(3, 1), (3, 1)]).unwrap();
    assert_eq!(solve(&twice).to_string(), "the key 3 stands twice");
}

#[test]
fn the_progress_only_grows_and_every_step_can_be_the_last() {
    let mut dice = Dice(10);
    let plain = Plain::random(&mut dice, (30, 30), (0, 1000), 2, 2);
    let problem = plain.problem();
    for aim in AIMS {
        let (calls, last) = (Cell::new(0), Cell::new(0));
        let count = |done: usize, of: usize| {
            assert!(last.get() <= done && done < of, "{aim:?}: {} {done} {of}", last.get());
            last.set(done);
            calls.set(calls.get() + 1);
            true
        };
        solve(&problem, aim, &count).unwrap();
        assert!(calls.get() >= 30, "asked at least once a row");
        for end in 0..calls.get() {
            let left = Cell::new(end);
            let stop = |_, _| {
                let go_on = left.get() > 0;
                left.set(if go_on { left.get() - 1 } else { 0 });
                go_on
            };
            assert_eq!(solve(&problem, aim, &stop), Err(Unsolvable::Stopped));
        }
    }
}

#[test]
fn nobody_badly_off_gives_up_points_for_the_worst_off() {
    // best total: 10 + 0; fair: 4 + 4
    let plain = Plain {
        cells: vec![vec![Some(10), Some(4)], vec![Some(4), Some(0)]],
        places: vec![1, 1],
        locks: vec![None, None],
        unmatched: 0,
    };
    let told = |aim| {
        let solution = solved(&plain.problem(), aim);
        (solution.total, solution.worst)
    };
    assert_eq!(told(Aim::Total), (10, Some(0)));
    assert_eq!(told(Aim::Fair), (8, Some(4)));
}
