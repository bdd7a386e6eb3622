//! Coming in, and letting others in: what of the app's work is done by asking the hub and writes no record.

use jinshui_core::command::{DecideArgs, Done, InviteArgs, InviteView, Outcome, Reply, RevokedView, Topic};
use jinshui_core::wire::{Invitation, RevokeRequest};
use jinshui_core::{Code, Failure, qr};

use crate::app::{App, address};
use crate::store::Store;
use crate::sync::{self, Asked};

impl App {
    /// Asks to join a community by a one-time code or the link of a QR code, and tries a first sync where nobody has to agree
    /// first. The same once more goes on with the request that was made.
    ///
    /// # Errors
    /// `wrong_code`, `code_closed`, `needs_second_code`, `wrong_second_code`, `join_refused`, `no_connection`, `already_enrolled`,
    /// `bad_field`.
    pub async fn enrol(&self, server: &str, code: &str, second: Option<&str>) -> Result<Asked, Failure> {
        let asked = self.join(server, code, second).await?;
        // The directory comes with the first sync; without it the screens have no names. It may also come later.
        if asked == Asked::In
            && let Err(failure) = self.sync().await
        {
            tracing::info!(%failure, "enrolled; the first sync comes later");
        }
        self.shared.tell([Topic::Me, Topic::Community, Topic::Sending].into());
        self.shared.wake.notify_one();
        Ok(asked)
    }

    /// Asks to join, and does not sync yet.
    ///
    /// # Errors
    /// As [`App::enrol`].
    pub async fn join(&self, server: &str, code: &str, second: Option<&str>) -> Result<Asked, Failure> {
        let wrong = || Failure::new(Code::WrongCode, "a code has twelve digits; a link comes from a QR code");
        let invitation = Invitation::read(code).ok_or_else(wrong);
        // The address is looked at first: without one there is nobody to ask.
        let said = invitation.as_ref().ok().and_then(|invitation| invitation.server.as_deref());
        let server = address(said.unwrap_or(server))?;
        // Where another device goes by this one's key, its person joins anew (R24); so do they where the certificate has run out,
        // by which a hub that has forgotten the device would know it again (R22).
        let now = self.shared.platform.clock.now();
        let looks = move |store: &mut Store| {
            let anew = store.is_cloned()? || store.has_run_out(now)?;
            Ok((store.identity()?, anew))
        };
        let (before, anew) = self.shared.with_store(looks).await?;
        if before.is_some() && !anew {
            return Err(Failure::new(Code::AlreadyEnrolled, "this device already belongs to a community"));
        }
        let second = second.map(|typed| typed.chars().filter(char::is_ascii_digit).collect());
        sync::begin(&self.shared, server, invitation?, second).await
    }

    /// Asks once more, where the office has been asked and has not answered. None where nothing waits.
    ///
    /// # Errors
    /// As [`App::enrol`].
    pub async fn ask_again(&self) -> Result<Option<Asked>, Failure> {
        sync::again(&self.shared).await
    }

    /// Invites a member, as the office.
    pub(crate) async fn invite(&self, args: &InviteArgs) -> Result<Outcome, Failure> {
        let made = sync::invite(&self.hub().await?, args).await?;
        let own = self.shared.with_store(|store| store.identity()).await?.map(|identity| identity.server);
        let link = made.link(args.server.clone().or(own));
        let too_long = || Failure::field("server", "the address is too long for a QR code");
        let qr = qr::rows(&link).ok_or_else(too_long)?;
        let code = made.code();
        let (member, name, kind, second, expires_at) =
            (made.member, made.name, made.kind, made.second, made.expires_at);
        let view = InviteView { member, name, kind, code, link, qr, second, expires_at };
        Ok(Outcome::read(Reply::MemberInvite(view)))
    }

    /// Who waits at the door.
    pub(crate) async fn waiting(&self) -> Result<Outcome, Failure> {
        Ok(Outcome::read(Reply::JoiningList(sync::waiting(&self.hub().await?).await?)))
    }

    /// Who has which device.
    pub(crate) async fn devices(&self) -> Result<Outcome, Failure> {
        Ok(Outcome::read(Reply::DeviceList(sync::devices(&self.hub().await?).await?)))
    }

    /// Ends devices.
    pub(crate) async fn revoke(&self, which: RevokeRequest) -> Result<RevokedView, Failure> {
        sync::revoke(&self.hub().await?, &which).await
    }

    /// Answers one that waits.
    pub(crate) async fn decide(&self, args: &DecideArgs) -> Result<Outcome, Failure> {
        sync::decide(&self.hub().await?, args).await?;
        Ok(Outcome::read(Reply::JoiningDecide(Done {})))
    }
}
