//! What befalls the community beside what happens on its lines.

use jinshui_core::Timestamp;
use jinshui_sync_server::store::Store;

use super::act::Act;
use super::cast::{other_posts, post};
use super::fault::Fault;
use super::scene::Finding;
use super::town::Town;

/// Days of ten years, in milliseconds.
const TEN_YEARS: i64 = 3_650 * 86_400_000;
/// Twins of devices at most: each is a device more to sync in the end.
const MOST_TWINS: usize = 2;

impl Town {
    pub(super) async fn trouble(&mut self, act: Act, who: usize) {
        match act {
            Act::Late => self.late().await,
            Act::Replay if self.may(Fault::Replay) => self.replay().await,
            Act::PhoneCrash if self.may(Fault::PhoneCrash) => {
                self.scene.fault(Fault::PhoneCrash, &self.phones[who].name);
                self.phones[who].die().await;
            }
            Act::HubCrash if self.may(Fault::HubCrash) => {
                self.scene.fault(Fault::HubCrash, "at rest");
                self.hub.die().await;
                self.hub_full = false;
            }
            Act::PhoneFull if self.may(Fault::PhoneFull) => self.phone_full(who).await,
            Act::HubFull if self.may(Fault::HubFull) => self.hub_full().await,
            Act::Clock if self.may(Fault::Clock) => self.clock(who),
            Act::Role if self.may(Fault::Role) && !self.is_mending() => self.role().await,
            Act::CopyPhone if self.may(Fault::PhoneRestore) => {
                let deeds = self.ledger.count();
                self.phones[who].keep_copy(deeds);
                self.scene.note(format!("{} is copied", self.phones[who].name));
            }
            Act::RestorePhone if self.may(Fault::PhoneRestore) && !self.is_mending() => {
                self.restore_phone().await
            }
            Act::Clone if self.may(Fault::Clone) => self.clone_phone(who),
            Act::CopyHub if self.may(Fault::HubRestore) => self.copy_hub().await,
            Act::RestoreHub if self.may(Fault::HubRestore) && self.hub_copied && !self.is_mending() => {
                self.restore_hub().await;
            }
            Act::Move if self.may(Fault::Move) => self.move_record().await,
            // Erasure is not in the product yet: its arm comes here.
            other => self.scene.note(format!("{other:?} does not happen")),
        }
    }

    /// A request that its device has given up reaches the hub.
    async fn late(&mut self) {
        if self.scene.held() == 0 {
            return self.scene.note("nothing is late");
        }
        let at = self.chance.below(self.scene.held());
        let sent = self.scene.release(at);
        let reply = self.hub.deliver(&sent).await;
        self.scene.note(format!("late from {}: {}", sent.by, reply.status));
    }

    /// A request of earlier comes once more, out of order.
    async fn replay(&mut self) {
        let past = self.scene.past();
        if past.is_empty() {
            return self.scene.note("nothing to replay");
        }
        // A signature is good for ten minutes: mostly one of the last.
        let skip = if self.chance.percent(70) { past.len().saturating_sub(2) } else { 0 };
        let sent = self.chance.pick(&past[skip..]).clone();
        self.scene.fault(Fault::Replay, &sent.by);
        let reply = self.hub.deliver(&sent).await;
        self.scene.note(format!("replayed from {}: {}", sent.by, reply.status));
    }

    async fn phone_full(&mut self, who: usize) {
        let full = !self.phones[who].full;
        if full {
            self.scene.fault(Fault::PhoneFull, &self.phones[who].name);
        }
        self.phones[who].fill_disk(full).await;
    }

    async fn hub_full(&mut self) {
        self.hub_full = !self.hub_full;
        if self.hub_full {
            self.scene.fault(Fault::HubFull, "");
        }
        self.limit_hub().await;
    }

    pub(super) async fn limit_hub(&self) {
        let most = self.hub_full.then_some(1);
        self.hub.seat().await.store().limit_pages(most).await.unwrap();
    }

    fn clock(&mut self, who: usize) {
        self.scene.fault(Fault::Clock, &self.phones[who].name);
        let off = match self.chance.below(4) {
            0 => 0,
            1 => self.chance.below(3_600_000) as i64 - 1_800_000,
            2 => TEN_YEARS,
            _ => -TEN_YEARS,
        };
        self.phones[who].jump(off);
    }

    /// Somebody works elsewhere from now on.
    async fn role(&mut self) {
        let seat = self.hub.seat().await;
        let rows = seat.store().directory_since(0).await.unwrap();
        let movable = |member: &jinshui_core::community::Member| {
            member.posts.first().is_some_and(|post| !other_posts(&post.role).is_empty())
        };
        let mut members: Vec<_> = rows.members.into_iter().filter(movable).collect();
        members.sort_by(|a, b| a.id.as_str().cmp(b.id.as_str()));
        let mut member = self.chance.pick(&members).clone();
        let role = member.posts[0].role.clone();
        let node = *self.chance.pick(other_posts(&role));
        member.posts = vec![post(role, node)];
        let said = format!("{} to {node}", member.id);
        let done =
            seat.store().put_directory(Vec::new(), vec![member], Timestamp(self.scene.time.now())).await;
        drop(seat);
        match done {
            Ok(_) => self.scene.fault(Fault::Role, &said),
            Err(_) if self.hub_full => self.scene.note("the hub is full: no post moves"),
            Err(error) => self.scene.found(Finding::Broken(format!("a post cannot move: {error}"))),
        }
    }

    async fn restore_phone(&mut self) {
        let copied = |at: &usize| self.phones[*at].copy.is_some();
        let all: Vec<usize> = (0..self.phones.len()).filter(copied).collect();
        if all.is_empty() {
            return self.scene.note("no device has a copy");
        }
        let who = *self.chance.pick(&all);
        self.scene.fault(Fault::PhoneRestore, &self.phones[who].name);
        let since = self.phones[who].copy.as_ref().map_or(0, |(_, deeds)| *deeds);
        let name = self.phones[who].name.clone();
        // What was only on it is gone with it, as with a phone that fell into the water; what the hub has is not.
        let here = self.words_in_log().await;
        self.ledger.excuse(
            |entry| {
                let gone = entry.phone == name && entry.told > since;
                gone && !here.iter().any(|bytes| super::judge::holds(bytes, &entry.words))
            },
            "gone with its device",
        );
        for moved in self.moves.iter_mut().filter(|moved| moved.phone == name && moved.deeds >= since) {
            moved.gone = true;
        }
        self.phones[who].restore().await;
    }

    fn clone_phone(&mut self, who: usize) {
        let twins = self.phones.len() - super::cast::DEVICES.len();
        if twins >= MOST_TWINS || self.phones[who].is_waiting() {
            return self.scene.note("no twin");
        }
        self.scene.fault(Fault::Clone, &self.phones[who].name);
        let seed = self.chance.number();
        let twin = self.phones[who].clone_as(twins, &self.scene, &self.hub, seed);
        twin.line.set(true, 30, &self.plan.faults);
        self.phones.push(twin);
    }
}
