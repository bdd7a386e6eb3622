//! The town at work: the hub and everybody's device, living what was planned in the order of time.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use jinshui_core::Timestamp;
use jinshui_core::community::Directory;

use super::clock::Simulated;
use super::hub::Serving;
use super::people;
use super::phone::Phone;
use super::plan::{Deed, Doing, Net};
use super::words;
use super::workshop::Workshop;

/// The hub, the devices and the clock that they share.
pub(super) struct Town {
    hub: Serving,
    clock: Arc<Simulated>,
    phones: BTreeMap<&'static str, Phone>,
    folder: PathBuf,
    /// Counts the syncs that brought something to the hub: whoever has heard fewer has something to hear.
    sent: u64,
    now: Timestamp,
}

impl Town {
    /// A town whose people have no device yet.
    pub(super) async fn found(
        workshop: &Workshop,
        community: &Directory,
        now: Timestamp,
    ) -> Result<Self, String> {
        let clock = Arc::new(Simulated::at(Timestamp(0)));
        let hub = Serving::open(&workshop.hub(), community, clock.clone()).await?;
        Ok(Town { hub, clock, phones: BTreeMap::new(), folder: workshop.phones(), sent: 0, now })
    }

    /// Lives all of it, until now.
    pub(super) async fn live(mut self, deeds: Vec<Deed>) -> Result<Self, String> {
        for deed in deeds {
            if deed.at > self.now {
                return Err(format!("{deed:?} would happen after now; this is a fault of the demonstration"));
            }
            self.clock.reaches(deed.at);
            let said = format!("{} {:?}", deed.who, deed.doing);
            self.happens(deed).await.map_err(|why| format!("{said}: {why}"))?;
        }
        self.clock.reaches(self.now);
        Ok(self)
    }

    /// How many have a device.
    pub(super) fn devices(&self) -> usize {
        self.phones.len()
    }

    /// Ends it. The phone that is left behind looks for the hub at `server` from now on.
    pub(super) async fn close(self, server: Option<&str>) -> Result<(), String> {
        if let (Some(phone), Some(server)) = (self.phones.get(people::PHONE), server) {
            phone.follows(server).await.map_err(words)?;
        }
        drop(self.phones);
        self.hub.close().await
    }

    async fn happens(&mut self, deed: Deed) -> Result<(), String> {
        match deed.doing {
            Doing::Joins => self.join(deed.who).await,
            Doing::Command { name, args, net } => {
                if net == Net::Both {
                    self.hears(deed.who).await?;
                }
                self.phone(deed.who)?.does(name, &args).await.map_err(words)?;
                if net == Net::Away { Ok(()) } else { self.sync(deed.who, 0).await }
            }
            Doing::Returns(returned) => self.sync(deed.who, returned).await,
            Doing::Posts(posts, since) => {
                self.hub.put_posts(deed.who, posts, since).await?;
                self.sent += 1;
                Ok(())
            }
        }
    }

    async fn join(&mut self, who: &'static str) -> Result<(), String> {
        let code = self.hub.invite(who).await?;
        let home = self.folder.join(who);
        let phone = Phone::join(home, self.clock.clone(), self.hub.address(), &code).await;
        self.phones.insert(who, phone.map_err(words)?);
        Ok(())
    }

    /// Hears what others have sent, where there is anything.
    async fn hears(&mut self, who: &str) -> Result<(), String> {
        if self.phone(who)?.heard == self.sent { Ok(()) } else { self.sync(who, 0).await }
    }

    /// Reaches the hub. What comes back is part of a story, or a fault.
    async fn sync(&mut self, who: &str, returned: u64) -> Result<(), String> {
        let (sent, refused) = self.phone(who)?.sync().await.map_err(words)?;
        if refused != returned {
            return Err(format!("{refused} edits came back and not {returned}"));
        }
        self.sent += u64::from(sent > 0);
        if let Some(phone) = self.phones.get_mut(who) {
            phone.heard = self.sent;
        }
        Ok(())
    }

    fn phone(&self, who: &str) -> Result<&Phone, String> {
        self.phones.get(who).ok_or_else(|| format!("{who} has no device"))
    }
}
