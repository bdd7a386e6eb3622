//! What people wrote and who knows what of it, as plain sets: the tests' own idea of what every phone is to show. It shares
//! nothing with the product.

use std::collections::{BTreeMap, BTreeSet};

/// A member of the cast.
pub(crate) struct Person {
    pub(crate) id: &'static str,
    pub(crate) role: Role,
    /// The one grid they read; none for those who read all.
    pub(crate) grid: Option<&'static str>,
}

/// As much of a role as matters here.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Volunteer,
    Staff,
    Property,
}

impl Person {
    pub(crate) fn reads(&self, grid: &str) -> bool {
        self.grid.is_none_or(|own| own == grid)
    }

    /// An assignee is named so.
    pub(crate) fn as_assignee(&self) -> String {
        if self.role == Role::Property { "property".to_owned() } else { format!("member:{}", self.id) }
    }
}

/// One thing that somebody wrote.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum What {
    /// The report itself, with its first fields.
    Begin {
        words: String,
        photos: usize,
    },
    /// Scalar fields.
    Set(Vec<(&'static str, String)>),
    Comment(String),
    Photo,
    Step {
        act: &'static str,
        to: &'static str,
        assignee: Option<String>,
        note: String,
    },
    /// Words put before, or after, what is there.
    Before(String),
    After(String),
}

pub(crate) struct Op {
    pub(crate) report: usize,
    pub(crate) by: usize,
    /// What of this report its author knew.
    pub(crate) knew: BTreeSet<usize>,
    pub(crate) fields: Vec<(&'static str, String)>,
    pub(crate) what: What,
}

pub(crate) struct Report {
    pub(crate) id: String,
    pub(crate) grid: &'static str,
    pub(crate) reporter: usize,
    pub(crate) ops: Vec<usize>,
}

/// Everything written, and who knows what of it.
pub(crate) struct World {
    pub(crate) people: Vec<Person>,
    pub(crate) reports: Vec<Report>,
    pub(crate) ops: Vec<Op>,
    knows: Vec<BTreeSet<usize>>,
    hub: BTreeSet<usize>,
}

/// What a phone is to show of a report.
pub(crate) struct View {
    /// Every value that stands, by field.
    pub(crate) fields: BTreeMap<&'static str, BTreeSet<String>>,
    pub(crate) words: String,
    pub(crate) comments: Vec<(usize, String)>,
    pub(crate) photos: usize,
    pub(crate) steps: Vec<(usize, What)>,
}

impl View {
    /// The value of a field where it has just one.
    pub(crate) fn one(&self, field: &str) -> Option<&str> {
        let values = self.fields.get(field)?;
        (values.len() == 1).then(|| values.first().map(String::as_str)).flatten()
    }

    pub(crate) fn clashes(&self) -> BTreeSet<&'static str> {
        self.fields.iter().filter(|(_, values)| values.len() > 1).map(|(field, _)| *field).collect()
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.fields["status"].iter().all(|status| status == "closed")
    }
}

impl World {
    pub(crate) fn new(people: Vec<Person>) -> Self {
        let knows = people.iter().map(|_| BTreeSet::new()).collect();
        World { people, reports: Vec::new(), ops: Vec::new(), knows, hub: BTreeSet::new() }
    }

    pub(crate) fn begin(
        &mut self,
        by: usize,
        id: String,
        grid: &'static str,
        fields: Vec<(&'static str, String)>,
        begin: What,
    ) -> usize {
        self.reports.push(Report { id, grid, reporter: by, ops: Vec::new() });
        let report = self.reports.len() - 1;
        self.keep(by, report, fields, begin);
        report
    }

    /// Writes something to a report that is known.
    pub(crate) fn write(&mut self, by: usize, report: usize, what: What) {
        let fields = match &what {
            What::Set(fields) => fields.clone(),
            What::Step { to, assignee, .. } => {
                let to = ("status", (*to).to_owned());
                std::iter::once(to).chain(assignee.clone().map(|to| ("assignee", to))).collect()
            }
            _ => Vec::new(),
        };
        self.keep(by, report, fields, what);
    }

    fn keep(&mut self, by: usize, report: usize, fields: Vec<(&'static str, String)>, what: What) {
        let knew = self.known(by, report);
        let op = self.ops.len();
        self.ops.push(Op { report, by, knew, fields, what });
        self.reports[report].ops.push(op);
        self.knows[by].insert(op);
    }

    /// A phone sends what it has and gets what it may read.
    pub(crate) fn sync(&mut self, who: usize) {
        self.hub.extend(&self.knows[who]);
        let (person, reports, ops) = (&self.people[who], &self.reports, &self.ops);
        let may = |op: &&usize| person.reads(reports[ops[**op].report].grid);
        self.knows[who].extend(self.hub.iter().filter(may));
    }

    pub(crate) fn known(&self, who: usize, report: usize) -> BTreeSet<usize> {
        let ops = &self.reports[report].ops;
        ops.iter().copied().filter(|op| self.knows[who].contains(op)).collect()
    }

    /// The reports that are on a phone.
    pub(crate) fn on(&self, who: usize) -> Vec<usize> {
        (0..self.reports.len()).filter(|report| !self.known(who, *report).is_empty()).collect()
    }

    /// What a phone shows of a report.
    pub(crate) fn view(&self, who: usize, report: usize) -> View {
        let known = self.known(who, report);
        let mut fields: BTreeMap<&'static str, BTreeSet<String>> = BTreeMap::new();
        for op in &known {
            for (field, value) in &self.ops[*op].fields {
                let sets = |other: &usize| self.ops[*other].fields.iter().any(|(name, _)| name == field);
                // A value stands until somebody who knew it set another.
                if !known.iter().any(|other| self.ops[*other].knew.contains(op) && sets(other)) {
                    fields.entry(field).or_default().insert(value.clone());
                }
            }
        }
        let mut view = View { fields, words: String::new(), comments: vec![], photos: 0, steps: vec![] };
        for op in known {
            let Op { by, what, .. } = &self.ops[op];
            match what {
                What::Begin { words, photos } => {
                    view.words.clone_from(words);
                    view.photos += photos;
                }
                What::Before(words) => view.words.insert_str(0, words),
                What::After(words) => view.words.push_str(words),
                What::Comment(text) => view.comments.push((*by, text.clone())),
                What::Photo => view.photos += 1,
                What::Step { .. } => view.steps.push((*by, what.clone())),
                What::Set(_) => {}
            }
        }
        view.comments.sort();
        view.steps.sort_by_key(|(by, what)| (*by, format!("{what:?}")));
        view
    }

    /// Whether a person knows everything of a report that is like this: then their next such change comes after all others.
    pub(crate) fn knows_all(&self, who: usize, report: usize, like: impl Fn(&What) -> bool) -> bool {
        self.reports[report].ops.iter().all(|op| self.knows[who].contains(op) || !like(&self.ops[*op].what))
    }

    /// Whether a person leads reports, or reported this one.
    pub(crate) fn may_describe(&self, who: usize, report: usize) -> bool {
        let role = self.people[who].role;
        role == Role::Staff || (role == Role::Volunteer && self.reports[report].reporter == who)
    }

    /// Reports that two people changed without knowing of each other: (on a same field, only on different ones).
    pub(crate) fn concurrent(&self) -> (usize, usize) {
        let (mut same, mut different) = (0, 0);
        for report in &self.reports {
            let edits = |op: &&usize| {
                matches!(
                    self.ops[**op].what,
                    What::Set(_) | What::Step { .. } | What::Before(_) | What::After(_)
                )
            };
            let edits: Vec<usize> = report.ops.iter().filter(edits).copied().collect();
            let mut found = (false, false);
            for (at, a) in edits.iter().enumerate() {
                for b in &edits[at + 1..] {
                    let (first, second) = (&self.ops[*a], &self.ops[*b]);
                    if first.by == second.by || second.knew.contains(a) {
                        continue;
                    }
                    let shared = first
                        .fields
                        .iter()
                        .any(|(name, _)| second.fields.iter().any(|(other, _)| other == name));
                    if shared { found.0 = true } else { found.1 = true }
                }
            }
            match found {
                (true, _) => same += 1,
                (false, true) => different += 1,
                (false, false) => {}
            }
        }
        (same, different)
    }
}
