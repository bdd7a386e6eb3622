//! The refusals box (R19): what lies there is asked of the hub and told by this device's own records. The hub knows first who has
//! taken something up, so that two who write it once more at once do not both.

use jinshui_core::Failure;
use jinshui_core::command::{Done, Outcome, RefusalArgs, Reply, Topic};
use jinshui_core::wire::{Boxed, Settling};

use crate::app::App;
use crate::commands::{Desk, Files};
use crate::sync;

impl App {
    /// What the hub refused, as this member may read it.
    pub(crate) async fn refusals(&self) -> Result<Outcome, Failure> {
        let reply = sync::refusals(&self.hub().await?).await?;
        let list = self.at_desk(Files::Refused, move |desk| desk.refusals(&reply)).await?;
        Ok(Outcome::read(Reply::RefusalList(list)))
    }

    /// Writes something once more. It is checked, then claimed at the hub, then written: whoever is cut off in between is asked again,
    /// and whatever they wrote by then is there once.
    pub(crate) async fn refile(&self, args: &RefusalArgs) -> Result<Outcome, Failure> {
        let hub = self.hub().await?;
        let boxed = self.boxed(&hub, args).await?;
        let asked = boxed.clone();
        self.at_desk(Files::Refused, move |desk| desk.check_refiling(&asked)).await?;
        let settled = match boxed.settled.clone() {
            Some(settled) => settled,
            None => sync::settle_refusal(&hub, args, Settling::Refiled).await?,
        };
        let refile = move |desk: &mut Desk<'_>| desk.refile(&boxed, &settled);
        let mut outcome = self.at_desk(Files::Refused, refile).await?;
        outcome.changed.push(Topic::Refusals);
        self.tell(outcome)
    }

    /// Says that nothing more is to be done.
    pub(crate) async fn settle(&self, args: &RefusalArgs) -> Result<Outcome, Failure> {
        sync::settle_refusal(&self.hub().await?, args, Settling::Seen).await?;
        self.tell(Outcome { ok: Reply::RefusalSettle(Done {}), changed: vec![Topic::Refusals] })
    }

    async fn boxed(&self, hub: &sync::Hub, args: &RefusalArgs) -> Result<Boxed, Failure> {
        let reply = sync::refusals(hub).await?;
        let mut all = reply.refusals.into_iter();
        let found = all.find(|one| one.document == args.id && one.hash == args.hash);
        found.ok_or_else(|| Failure::not_found(format!("refused change {}", args.hash)))
    }
}
