//! Which customers are one contact. The rule is in the module's prose; this reads no cells.

use super::name::{Identity, agree};
use super::person::Person;

/// What was joined, and what was not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Joining {
    /// Customers that became part of another one's contact.
    pub joined: u64,
    /// Phone numbers and e-mail addresses shared by too many to join anybody.
    pub shared_by_too_many: u64,
    /// Groups in which names contradict each other, so that only equal names were joined.
    pub contradictory: u64,
}

/// Groups of customers, as positions: ascending within a group, and groups by their first one.
pub(super) fn groups(people: &[Person<'_>], most_sharing: usize) -> (Vec<Vec<usize>>, Joining) {
    let mut joining = Joining::default();
    let mut keys: Vec<(&str, usize)> = people
        .iter()
        .enumerate()
        .flat_map(|(at, person)| person.keys.iter().map(move |key| (key.as_str(), at)))
        .collect();
    keys.sort_unstable();
    let mut links = Vec::new();
    for sharing in keys.chunk_by(|a, b| a.0 == b.0) {
        if sharing.len() > most_sharing {
            joining.shared_by_too_many += 1;
            continue;
        }
        for (place, (_, one)) in sharing.iter().enumerate() {
            let others = sharing.iter().skip(place + 1).map(|(_, other)| *other);
            links.extend(others.filter(|other| do_not_contradict(people, &[*one, *other])).map(|other| (*one, other)));
        }
    }
    let mut strict = Forest::new(people.len());
    for group in Forest::of(people.len(), links.iter()).groups() {
        let contradictory = group.len() > 2 && !do_not_contradict(people, &group);
        joining.contradictory += u64::from(contradictory);
        if !contradictory {
            group.windows(2).for_each(|pair| strict.unite(pair[0], pair[1]));
        }
    }
    links.iter().filter(|(a, b)| have_one_name(people, *a, *b)).for_each(|(a, b)| strict.unite(*a, *b));
    let groups = strict.groups();
    joining.joined = (people.len() - groups.len()) as u64;
    (groups, joining)
}

fn do_not_contradict(people: &[Person<'_>], group: &[usize]) -> bool {
    let identities = || group.iter().filter_map(|at| people.get(*at)).flat_map(|person| &person.identities);
    agree(identities().filter_map(|one| one.name.as_ref()))
        && agree(identities().filter_map(|one| one.company.as_ref()))
}

/// Whether both have the same single name and company, not both missing.
fn have_one_name(people: &[Person<'_>], a: usize, b: usize) -> bool {
    let (Some(a), Some(b)) = (people.get(a), people.get(b)) else { return false };
    let is_named = |one: &Identity| one.name.is_some() || one.company.is_some();
    a.identities.len() == 1 && a.identities == b.identities && a.identities.iter().all(is_named)
}

/// Sets that can be united (Tarjan, J. ACM 22 (1975) 215-225, with path halving).
struct Forest {
    parents: Vec<usize>,
}

impl Forest {
    fn new(size: usize) -> Forest {
        Forest { parents: (0..size).collect() }
    }

    fn of<'a>(size: usize, links: impl Iterator<Item = &'a (usize, usize)>) -> Forest {
        let mut forest = Forest::new(size);
        links.for_each(|(a, b)| forest.unite(*a, *b));
        forest
    }

    fn root(&mut self, mut at: usize) -> usize {
        while self.parents[at] != at {
            self.parents[at] = self.parents[self.parents[at]];
            at = self.parents[at];
        }
        at
    }

    /// The smaller root stays one, so that the result does not depend on the order.
    fn unite(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.parents[a.max(b)] = a.min(b);
    }

    fn groups(mut self) -> Vec<Vec<usize>> {
        let mut groups: Vec<Vec<usize>> = vec![Vec::new(); self.parents.len()];
        for at in 0..self.parents.len() {
            let root = self.root(at);
            groups[root].push(at);
        }
        groups.retain(|group| !group.is_empty());
        groups
    }
}

#[cfg(test)]
mod tests {
    use super::super::record::CustomerRecord;
    use super::*;

    fn grouped(rows: &[(&str, &str, &str)], most_sharing: usize) -> (Vec<Vec<usize>>, Joining) {
        let people: Vec<Person<'_>> = rows
            .iter()
            .map(|(name, company, phone)| {
                let record = CustomerRecord {
                    name: Some(name),
                    company: Some(company),
                    phone: Some(phone),
                    ..CustomerRecord::default()
                };
                Person::read("", &[record])
            })
            .collect();
        groups(&people, most_sharing)
    }

    #[test]
    fn names_that_do_not_contradict_join_along_a_chain() {
        let (found, joining) = grouped(
            &[("Li Wei", "", "13800138001"), ("", "", "13800138001/13900139001"), ("Wei Li", "", "13900139001")],
            5,
        );
        assert_eq!(found, [[0, 1, 2]]);
        assert_eq!(joining, Joining { joined: 2, ..Joining::default() });
    }

    #[test]
    fn a_record_without_a_name_does_not_join_two_people() {
        let household = [
            ("王芳", "", "13800138001"),
            ("", "", "13800138001"),
            ("王伟", "", "13800138001"),
            ("王 芳", "", "13800138001"),
        ];
        let (found, joining) = grouped(&household, 5);
        assert_eq!(found, [vec![0, 3], vec![1], vec![2]]);
        assert_eq!(joining, Joining { joined: 1, contradictory: 1, shared_by_too_many: 0 });
    }

    #[test]
    fn companies_contradict_as_people_do() {
        let shops = [("", "Acme", "13800138001"), ("", "Globex", "13800138001"), ("", "ACME Ltd", "13800138001")];
        assert_eq!(grouped(&shops, 5).0, [vec![0, 2], vec![1]]);
    }

    #[test]
    fn a_switchboard_joins_nobody() {
        let staff = [("Li Wei", "", "13800138001"); 6];
        assert_eq!(grouped(&staff[..5], 5).0.len(), 1);
        let (found, joining) = grouped(&staff, 5);
        assert_eq!((found.len(), joining.shared_by_too_many), (6, 1));
    }
}
