//! What a story is made of: a report, and what people do about it then.

use super::super::calendar::When;
use super::super::picture::Scene;

/// Whoever it is assigned to where it is the property company.
pub(super) const TO_PROPERTY: &str = "property";

/// Something that was found, and what became of it.
#[derive(Debug, Clone)]
pub(in crate::demo) struct Story {
    /// Who reports it; on a patrol its leader does.
    pub(in crate::demo) by: &'static str,
    /// When; on an evening's patrol while it lasts.
    pub(in crate::demo) when: When,
    /// What is wrong.
    pub(in crate::demo) category: &'static str,
    /// How urgent it is.
    pub(in crate::demo) severity: &'static str,
    /// Building and unit, as people say it.
    pub(in crate::demo) place: (&'static str, &'static str),
    /// What they say about it.
    pub(in crate::demo) words: &'static str,
    /// What is in its picture.
    pub(in crate::demo) scene: Option<Scene>,
    /// The patrol on which it is found: its grid, and how many days ago.
    pub(in crate::demo) patrol: Option<(&'static str, u32)>,
    /// What happens then, in this order.
    pub(in crate::demo) then: Vec<Then>,
}

/// A step of a story.
#[derive(Debug, Clone, Copy)]
pub(in crate::demo) struct Then {
    /// When, and not before the step before it.
    pub(in crate::demo) when: When,
    /// Who.
    pub(in crate::demo) who: &'static str,
    /// What.
    pub(in crate::demo) step: Step,
}

/// What somebody does about a report. The words are a comment, or the note of an act.
#[derive(Debug, Clone, Copy)]
pub(in crate::demo) enum Step {
    /// Adds a comment.
    Says(&'static str),
    /// Adds a picture.
    Shows(Scene),
    /// 受理.
    Accepts(&'static str),
    /// 派给, to whom first.
    Assigns(&'static str, &'static str),
    /// 开始处理.
    Starts(&'static str),
    /// 处理好了.
    Finishes(&'static str),
    /// 办结.
    Closes(&'static str),
    /// 没弄好，再报.
    Reopens(&'static str),
}

impl Story {
    /// A report of ordinary urgency without a picture.
    pub(in crate::demo) fn new(
        category: &'static str,
        place: (&'static str, &'static str),
        by: &'static str,
        when: When,
        words: &'static str,
    ) -> Self {
        Story {
            by,
            when,
            category,
            severity: "normal",
            place,
            words,
            scene: None,
            patrol: None,
            then: Vec::new(),
        }
    }

    /// It is 急.
    pub(in crate::demo) fn urgent(self) -> Self {
        Story { severity: "urgent", ..self }
    }

    /// It is 危险.
    pub(in crate::demo) fn danger(self) -> Self {
        Story { severity: "danger", ..self }
    }

    /// It has a picture.
    pub(in crate::demo) fn photo(self, scene: Scene) -> Self {
        Story { scene: Some(scene), ..self }
    }

    /// It is found on the patrol of a grid so many days ago; 0 is the one of today.
    pub(in crate::demo) fn on_patrol(self, grid: &'static str, days: u32) -> Self {
        Story { patrol: Some((grid, days)), ..self }
    }

    /// What happens next.
    pub(in crate::demo) fn then(mut self, when: When, who: &'static str, step: Step) -> Self {
        self.then.push(Then { when, who, step });
        self
    }

    /// The item of the evening checklist at which it is noticed.
    pub(in crate::demo) fn item(&self) -> &'static str {
        match self.category {
            "fire_lane" => "lane",
            "stairwell_clutter" | "abandoned_bike" => "stairs",
            "wire_charging" => "wire",
            "basement_living" => "cellar",
            "litter" => "litter",
            _ => "door",
        }
    }
}
