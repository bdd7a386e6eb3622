//! Judging a change to a hazard report.

use super::super::effect::Item;
use super::super::reason::Reason;
use super::super::table::{self, Party};
use super::{Hearing, Verdict, item_text};
use crate::admit::Scalar;
use crate::document::Standing;
use crate::hazard::{Act, HazardField, Point, Status};
use crate::id::{BlobHash, DocumentId};
use crate::limits;

impl Hearing<'_> {
    pub(super) fn hazard(&self) -> Result<Verdict, Reason> {
        self.is_in_a_grid()?;
        let standing = self.case.document.standing(&self.case.change.deps);
        let party = Party::of(self.case.directory, self.case.author, self.case.space, &standing);
        let report = Report { hearing: self, standing, party };
        if report.standing.reporters.is_empty() {
            report.begins()?
        } else {
            report.continues()?
        }
        report.words()?;
        Ok(Verdict { blobs: report.photos()?, ..Verdict::default() })
    }
}

/// A change to a report, with how the report stood and who its author is to it.
struct Report<'a> {
    hearing: &'a Hearing<'a>,
    standing: Standing,
    party: Party,
}

impl Report<'_> {
    /// A new report: begun once, by its author, as 已上报.
    fn begins(&self) -> Result<(), Reason> {
        if !self.hearing.case.document.is_blank() {
            return Err(Reason::AlreadyThere);
        }
        if !table::may_report(&self.party.roles) {
            return Err(Reason::Role);
        }
        let is = |key, want: &str| self.hearing.text(key).is_some_and(|text| text == want);
        if !is("reporter", self.hearing.case.author.id.as_str()) {
            return Err(Reason::NotAuthor);
        }
        if !is("status", Status::Reported.code()) {
            return Err(Reason::Transition);
        }
        let whole = ["category", "severity", "reported_at"].iter().all(|key| self.hearing.sets(key));
        let alone = ["comments", "steps"].iter().all(|list| !self.hearing.adds(list));
        let unassigned = !self.hearing.sets("assignee");
        let patrol = self.hearing.text("patrol");
        let found_on = patrol.is_none_or(|patrol| patrol.parse::<DocumentId>().is_ok());
        if !(whole && alone && unassigned && found_on) {
            return Err(Reason::Schema);
        }
        self.point_is_one()
    }

    fn continues(&self) -> Result<(), Reason> {
        if ["reporter", "reported_at", "patrol"].iter().any(|key| self.hearing.sets(key)) {
            return Err(Reason::AlreadyThere);
        }
        use HazardField::{Building, Category, Point, Severity, Unit};
        for field in [Category, Severity, Building, Unit, Point] {
            let set = self.hearing.sets(field.key());
            if set && !table::may_edit(&self.party, &self.standing, field) {
                return Err(self.why_not_described());
            }
        }
        self.point_is_one()?;
        let adds = self.hearing.adds("comments") || self.hearing.adds("photos");
        if adds && !table::may_add(&self.party) {
            return Err(Reason::Role);
        }
        match self.hearing.effect.items.get("steps").map(Vec::as_slice) {
            None => self.chooses(),
            Some([step]) => self.steps(step),
            Some(_) => Err(Reason::Schema),
        }
    }

    /// A step of the life-cycle: the act is allowed, leads from where the author saw the report to where the change puts
    /// it, and the step in the record says just that.
    fn steps(&self, step: &Item) -> Result<(), Reason> {
        let act = Act::from_code(item_text(step, "act").ok_or(Reason::Schema)?);
        if !table::may_act(&self.party, &act) {
            return Err(Reason::Role);
        }
        self.hearing.moves_as_it_says(step)?;
        let assignee = item_text(step, "assignee").unwrap_or_default();
        let agrees = match act {
            Act::Assign => !assignee.is_empty() && self.hearing.leaves("assignee", assignee),
            _ => assignee.is_empty() && self.hearing.text("assignee").is_none(),
        };
        if agrees { Ok(()) } else { Err(Reason::Transition) }
    }

    /// Without a step, `status` and `assignee` are set only to choose one of several values that the author saw.
    fn chooses(&self) -> Result<(), Reason> {
        for key in ["status", "assignee"] {
            let Some(value) = self.hearing.text(key) else { continue };
            if !self.hearing.is_a_choice(key, value) {
                return Err(Reason::Transition);
            }
            if !table::may_choose(&self.party) {
                return Err(Reason::Role);
            }
        }
        Ok(())
    }

    fn words(&self) -> Result<(), Reason> {
        let begins = self.standing.reporters.is_empty();
        if self.hearing.words_fit()? && !begins && !table::may_describe(&self.party, &self.standing) {
            return Err(self.why_not_described());
        }
        Ok(())
    }

    fn photos(&self) -> Result<Vec<BlobHash>, Reason> {
        let Some(photos) = self.hearing.effect.items.get("photos") else { return Ok(Vec::new()) };
        let before = self.hearing.case.document.length_at("photos", &self.hearing.case.change.deps);
        if before + photos.len() > limits::PHOTOS {
            return Err(Reason::TooLong);
        }
        let hash = |photo: &Item, key| {
            item_text(photo, key).and_then(|text| text.parse().ok()).ok_or(Reason::Schema)
        };
        let mut blobs = Vec::new();
        for photo in photos {
            let too_big = |size: u64| size > limits::PHOTO_BYTES as u64;
            if !matches!(photo.get("bytes"), Some(Scalar::Uint(size)) if !too_big(*size)) {
                return Err(Reason::TooLong);
            }
            blobs.push(hash(photo, "hash")?);
            blobs.push(hash(photo, "thumbnail")?);
        }
        Ok(blobs)
    }

    fn point_is_one(&self) -> Result<(), Reason> {
        match self.hearing.text("point") {
            Some(point) if !point.is_empty() && Point::parse(point).is_none() => Err(Reason::Schema),
            _ => Ok(()),
        }
    }

    fn why_not_described(&self) -> Reason {
        let closed = self.standing.statuses.iter().all(|status| status == &Status::Closed);
        if closed { Reason::Closed } else { Reason::Role }
    }
}
