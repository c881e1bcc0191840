//! Short lists kept in order. The library's sort is 2 KiB of WASM for each type it sorts.

use std::cmp::Ordering;

/// Puts an item where it belongs in a sorted list, after those equal to it.
pub fn insert_in_order<T>(list: &mut Vec<T>, item: T, compare: fn(&T, &T) -> Ordering) {
    let at = list.partition_point(|other| compare(other, &item) != Ordering::Greater);
    list.insert(at, item);
}
