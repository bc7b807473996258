//! The values of a column that was cast.

use polars::prelude::{Column as Series, Int32Chunked, Int64Chunked, IntoColumn, StringChunked};

/// The values of a column by kind: text, numbers in 1/10000, days since 1970-01-01, yes or no.
pub(super) enum Values {
    Text(StringChunked),
    Numbers(Filled<i64>),
    Days(Filled<i32>),
    Bools(Vec<Option<bool>>),
}

impl Values {
    pub(super) fn finish(self, name: &str) -> Series {
        let name = name.into();
        match self {
            Values::Text(column) => column.with_name(name).into_column(),
            Values::Numbers(Filled { values, absent }) if absent.is_empty() => {
                Int64Chunked::from_vec(name, values).into_column()
            }
            Values::Numbers(column) => Series::new(name, column.options()),
            Values::Days(Filled { values, absent }) if absent.is_empty() => {
                Int32Chunked::from_vec(name, values).into_column()
            }
            Values::Days(column) => Series::new(name, column.options()),
            Values::Bools(column) => Series::new(name, column),
        }
    }
}

/// Values of which nearly all are there: what is not is listed apart.
pub(super) struct Filled<T> {
    values: Vec<T>,
    /// The rows without a value, in order.
    absent: Vec<usize>,
}

impl<T: Copy + Default> Filled<T> {
    /// No values yet; `rows` are to come.
    pub(super) fn with_room(rows: usize) -> Filled<T> {
        Filled { values: Vec::with_capacity(rows), absent: Vec::new() }
    }

    /// A column of rows without values.
    pub(super) fn absent(rows: usize) -> Filled<T> {
        Filled { values: vec![T::default(); rows], absent: (0..rows).collect() }
    }

    pub(super) fn push(&mut self, value: Option<T>) {
        if value.is_none() {
            self.absent.push(self.values.len());
        }
        self.values.push(value.unwrap_or_default());
    }

    /// The values, each as one that may be absent.
    pub(super) fn options(&self) -> Vec<Option<T>> {
        let mut options: Vec<Option<T>> = self.values.iter().copied().map(Some).collect();
        self.absent.iter().for_each(|row| options[*row] = None);
        options
    }
}

impl<T: Copy + Default> FromIterator<Option<T>> for Filled<T> {
    fn from_iter<I: IntoIterator<Item = Option<T>>>(values: I) -> Filled<T> {
        let values = values.into_iter();
        let mut filled = Filled::with_room(values.size_hint().0);
        values.for_each(|value| filled.push(value));
        filled
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absent_values_keep_their_rows() {
        let values = [Some(5), None, Some(0), None, None, Some(7)];
        let column = Values::Numbers(values.into_iter().collect()).finish("n");
        assert_eq!(column.i64().unwrap().iter().collect::<Vec<_>>(), values);
        assert_eq!(Values::Days(Filled::absent(3)).finish("d").null_count(), 3);
        assert_eq!(Values::Days([Some(1)].into_iter().collect()).finish("d").null_count(), 0);
    }
}
