//! What somebody finds out who sets up the equations between shown and hidden figures. Tests alone need it.

/// The unknowns that follow from the equations alone, by Gaussian elimination: an unknown is known when its row of the
/// reduced form has no other one.
pub(crate) fn solved(mut equations: Vec<Vec<f64>>) -> Vec<usize> {
    let unknowns = equations.first().map_or(0, Vec::len);
    let mut rank = 0;
    for unknown in 0..unknowns {
        let Some(pivot) = (rank..equations.len()).find(|at| equations[*at][unknown].abs() > 1e-9) else { continue };
        equations.swap(rank, pivot);
        let scale = equations[rank][unknown];
        equations[rank].iter_mut().for_each(|value| *value /= scale);
        let lead = equations[rank].clone();
        for (at, equation) in equations.iter_mut().enumerate() {
            let times = equation[unknown];
            if at != rank && times != 0.0 {
                equation.iter_mut().zip(&lead).for_each(|(value, lead)| *value -= times * lead);
            }
        }
        rank += 1;
    }
    let places = |row: &Vec<f64>| (0..unknowns).filter(|at| row[*at].abs() > 1e-9).collect::<Vec<usize>>();
    let alone = |row: &Vec<f64>| if let [one] = places(row)[..] { Some(one) } else { None };
    equations[..rank].iter().filter_map(alone).collect()
}
