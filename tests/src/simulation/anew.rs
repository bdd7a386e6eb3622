//! A device that goes by another's key: it is told so, and its person joins anew with a code of their own (R24).

use jinshui_core::Timestamp;

use super::town::Town;

impl Town {
    /// Whether two devices go by one key, or did.
    pub(super) fn has_twin(&self, who: usize) -> bool {
        self.phones.iter().filter(|phone| phone.device == self.phones[who].device).count() > 1
    }

    pub(super) async fn is_cloned(&self, who: usize) -> bool {
        self.phones[who].app().status().await.unwrap().cloned
    }

    /// The office gives a code, and the device joins with it.
    pub(super) async fn join_anew(&mut self, who: usize) {
        self.codes += 1;
        let code = format!("{:04}{:08}", self.codes % 10_000, self.chance.below(100_000_000));
        let now = Timestamp(self.scene.time.now());
        let given = self.hub.seat().await.invite(&code, self.phones[who].member, now).await;
        if !matches!(given, Ok(true)) {
            return self.scene.note(format!("{} gets no code: {given:?}", self.phones[who].name));
        }
        let step = self.phones[who].join_anew(code).await;
        self.synced(who, "joins anew", &step);
    }
}
