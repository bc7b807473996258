//! The values of a column that was cast.

use polars::prelude::{
    BooleanChunked, ChunkFullNull, ChunkedArray, Column as Series, Int32Chunked, Int32Type, Int64Chunked, Int64Type,
    IntoColumn, NewChunkedArray, PlSmallStr, PolarsNumericType, StringChunked,
};

/// The values of a column by kind: text, numbers in 1/10000, days since 1970-01-01, yes or no.
pub(super) enum Values {
    Text(StringChunked),
    Numbers(Filled<i64>),
    Days(Filled<i32>),
    Bools(Vec<Option<bool>>),
    /// So many numbers of which none is there.
    NoNumbers(usize),
    /// So many days of which none is there.
    NoDays(usize),
}

impl Values {
    pub(super) fn finish(self, name: &str) -> Series {
        let name = name.into();
        match self {
            Values::Text(column) => column.with_name(name).into_column(),
            Values::Numbers(column) => column.finish::<Int64Type>(name).into_column(),
            Values::Days(column) => column.finish::<Int32Type>(name).into_column(),
            Values::Bools(column) => Series::new(name, column),
            Values::NoNumbers(rows) => Int64Chunked::full_null(name, rows).into_column(),
            Values::NoDays(rows) => Int32Chunked::full_null(name, rows).into_column(),
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

    fn finish<P: PolarsNumericType<Native = T>>(self, name: PlSmallStr) -> ChunkedArray<P> {
        if self.absent.is_empty() {
            return ChunkedArray::from_vec(name, self.values);
        }
        let mut present = vec![true; self.values.len()];
        self.absent.iter().for_each(|row| present[*row] = false);
        let present = BooleanChunked::from_slice(name.clone(), &present);
        let present = present.downcast_as_array().values().clone();
        ChunkedArray::from_vec_validity(name, self.values, Some(present))
    }
}

impl<T> From<Vec<T>> for Filled<T> {
    fn from(values: Vec<T>) -> Filled<T> {
        Filled { values, absent: Vec::new() }
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
        let days = Values::Days(values.map(|own| own.map(|own| own as i32)).into_iter().collect()).finish("d");
        assert_eq!(days.i32().unwrap().iter().collect::<Vec<_>>(), values.map(|own| own.map(|own| own as i32)));
        assert_eq!(Values::NoDays(3).finish("d").null_count(), 3);
        assert_eq!(Values::NoNumbers(2).finish("n").null_count(), 2);
        assert_eq!(Values::Days([Some(1)].into_iter().collect()).finish("d").null_count(), 0);
    }
}
