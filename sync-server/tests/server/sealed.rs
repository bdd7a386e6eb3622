//! What is sealed is reached by nobody who is not named, whatever they ask (S24).

use jinshui_core::document::Edit;
use jinshui_core::hazard::Place;
use jinshui_core::mediation::{CaseCause, CaseEdit};
use jinshui_core::wire::{
    CompareReply, CompareRequest, Cursor, Epoch, Held, HeldDocument, PROTOCOL, SyncRequest, pack, unpack,
};
use jinshui_core::{ChangeHash, DocumentId, Kind, Space};
use reqwest::Method;

use super::device::{Device, Draft, Synced, first, now, random};
use super::hub::Hub;

/// People of the same grid, the police and others, none of whom is named.
const STRANGERS: [&str; 5] = ["police-1", "volunteer-17-2", "assistant-17", "head-097", "property-1"];
/// Queries of one device: fewer than it may ask in a minute.
const OF_EACH: usize = 100;

/// A case of the office with one person named in it.
fn case(office: &Device, named: &str) -> Draft {
    let id = DocumentId(uuid::Uuid::now_v7());
    let mut draft = Draft { id, ..Draft::new(Kind::Case, Space::Case(id.to_string())) };
    let edit = CaseEdit::Begin {
        parties: "王家和李家".into(),
        cause: CaseCause::Noise,
        place: Place::default(),
        words: "吵了三回".into(),
        named: vec![("n".into(), named.into())],
    };
    draft.write(office.joined.tag, &edit.by(&office.member(), now()));
    draft
}

/// One stranger, who knows the names of the case and of its space, and lies about what they hold.
struct Stranger<'a> {
    device: &'a Device,
    case: &'a Draft,
    epoch: Epoch,
    head: u64,
}

impl Stranger<'_> {
    fn held(&self, after: Option<DocumentId>) -> Vec<Held> {
        vec![Held { space: self.case.space.clone(), after }]
    }

    /// Whether a sync tells anything of the case. That what they claim to hold is to go is no news.
    fn told(&self, synced: &Synced, claims: bool) -> bool {
        let all = [synced.fills(), synced.log()].concat();
        let documents = all.iter().any(|one| one.document == self.case.id || one.space.is_sealed());
        let digests = synced.end().1.iter().any(|digest| digest.space.is_sealed());
        let filled = synced.filled().iter().any(Space::is_sealed);
        let dropped = !claims && !synced.drops().is_empty();
        documents || digests || filled || dropped
    }

    async fn syncs(&self, cursor: Option<u64>, held: Vec<Held>) -> bool {
        let claims = !held.is_empty();
        let cursor = cursor.map(|seq| Cursor { epoch: self.epoch, seq });
        self.told(&self.device.sync(&SyncRequest { cursor, held, ..first() }).await, claims)
    }

    /// Pushes something of theirs under the case's name, or into its space; true where it is taken.
    async fn pushes(&self, into: Space, same_name: bool) -> bool {
        let mut draft = Draft::new(Kind::Case, into);
        if same_name {
            draft.id = self.case.id;
        }
        let own = CaseEdit::Name { id: "own".into(), member: self.device.member(), here: true };
        let edit: Edit = own.by(&self.device.member(), now());
        draft.write(self.device.joined.tag, &edit);
        !self.device.push(vec![draft.push()]).await.acks().is_empty()
    }

    async fn compares(&self, space: Option<Space>, heads: Vec<ChangeHash>) -> bool {
        let held = HeldDocument { document: self.case.id, generation: 0, heads };
        let request = CompareRequest {
            protocol: PROTOCOL,
            epoch: self.epoch,
            space,
            after: DocumentId(uuid::Uuid::nil()),
            documents: vec![held],
            last: true,
        };
        let sent = self.device.send(Method::POST, "/v1/compare", pack(&request).unwrap()).await;
        let reply: CompareReply = unpack(&sent.bytes().await.unwrap(), 1 << 20).unwrap();
        !reply.documents.is_empty() || reply.lacks.iter().any(|lack| !lack.have.is_empty())
    }

    /// Whether another answer than “there is no such thing” comes.
    async fn gets(&self, method: Method, path: String, body: Vec<u8>) -> bool {
        let sent = self.device.send(method, &path, body).await;
        let good = sent.status().is_success();
        let text = sent.text().await.unwrap();
        good || text.contains("王家") || text.contains("case/")
    }

    /// One query of the kind of its number; true where it reaches anything.
    async fn asks(&self, number: usize) -> bool {
        let (id, hash) = (self.case.id, hex::encode(random::<32>()));
        match number % 12 {
            0 => self.syncs(None, vec![]).await,
            1 => self.syncs(None, self.held(None)).await,
            2 => self.syncs(Some(0), vec![]).await,
            3 => self.syncs(Some(self.head), self.held(Some(id))).await,
            4 => {
                self.syncs(
                    Some(number as u64 % (self.head + 1)),
                    self.held(Some(DocumentId(uuid::Uuid::nil()))),
                )
                .await
            }
            5 => self.pushes(self.case.space.clone(), true).await,
            6 => self.pushes(self.case.space.clone(), false).await,
            7 => self.compares(Some(self.case.space.clone()), vec![ChangeHash(random())]).await,
            8 => self.compares(None, vec![ChangeHash(random())]).await,
            9 => self.gets(Method::GET, format!("/v1/blob/{id}/{hash}"), vec![]).await,
            10 => self.gets(Method::GET, format!("/v1/blob/{id}/{hash}/have"), vec![]).await,
            _ => {
                let ask =
                    serde_json::json!({ "protocol": PROTOCOL, "document": id, "fields": [], "why": "要看" });
                self.gets(Method::POST, "/v1/erase".into(), serde_json::to_vec(&ask).unwrap()).await
            }
        }
    }
}

#[tokio::test]
async fn s24_a_thousand_queries_of_strangers_reach_nothing_of_a_case() {
    let hub = Hub::start();
    let office = hub.device("office-1").await;
    let case = case(&office, "volunteer-17-1");
    assert_eq!(office.push(vec![case.push()]).await.acks().len(), case.changes.len());
    let named = hub.device("volunteer-17-1").await;
    let synced = named.sync(&first()).await;
    assert!(synced.fills().iter().any(|one| one.document == case.id), "who is named has it");
    let (epoch, head) = synced.hello();
    let (mut asked, mut reached) = (0, 0);
    for member in STRANGERS {
        for _ in 0..2 {
            let device = hub.device(member).await;
            let stranger = Stranger { device: &device, case: &case, epoch, head };
            for number in 0..OF_EACH {
                let told = stranger.asks(number).await;
                assert!(!told, "{member} reaches something by query {}", number % 12);
                asked += 1;
                reached += usize::from(told);
            }
        }
    }
    assert_eq!((asked, reached), (1_000, 0));
    println!("s24: {asked} queries, {reached} reach anything");
}
