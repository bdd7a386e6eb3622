//! Taking a file in: opened, its signature checked, then pushed as by the device that wrote it. Any number of times comes to the same.

use jinshui_core::hand_over::{HandOver, HandedBlob, SealError, Signed, TakenIn, open, text_to_sign};
use jinshui_core::referee::Reason;
use jinshui_core::wire::{PROTOCOL, WireError};
use jinshui_core::{BlobHash, Code, Failure, access, limits};
use p256::ecdsa::signature::Verifier;
use p256::ecdsa::{Signature, VerifyingKey};

use crate::blob::{LARGEST, Taken};
use crate::http::Caller;
use crate::hub::Hub;
use crate::push;
use crate::store::{Device, StoreError};

/// Takes a file in. What the answer says is taken is durable.
pub(crate) async fn take_in(hub: &Hub, file: Vec<u8>) -> Result<TakenIn, Failure> {
    // One at a time: a file is held in memory whole, several times over.
    let _turn = hub.intake.lock().await;
    let (device, work) = read(hub, file).await?;
    let changes = work.changes();
    if changes > limits::PUSH_CHANGES {
        return Err(Failure::new(Code::TooLarge, "the file holds more changes than any device hands over"));
    }
    let directory = hub.directory().await.map_err(|error| store_failed(&error))?;
    let member = directory.member(&device.member).cloned().filter(|_| !device.revoked);
    let HandOver { push, groups, confirmed, blobs, .. } = work;
    let taken = match member {
        Some(member) => {
            let device = Device { confirmed: device.confirmed.max(confirmed), ..device.clone() };
            // Nothing is answered to the device itself: who brings the file hears what became of it.
            let caller = Caller { device, member, directory, signature: Vec::new() };
            let answer = push::run(hub, &caller, push, &groups).await;
            let answer = answer.map_err(|error| store_failed(&error))?;
            let mut taken = answer.taken_in();
            for blob in blobs {
                taken.photos += u64::from(keep(hub, &caller, blob).await?);
            }
            taken
        }
        // Nothing is lost: the office finds it in the box.
        None => {
            let answer = push::refuse(hub, &device, &directory, push, &Reason::Revoked).await;
            answer.map_err(|error| store_failed(&error))?.taken_in()
        }
    };
    tracing::info!(device = %device.id, changes, ?taken, "a hand-over file was taken in");
    Ok(taken)
}

/// Opens a file and says which device wrote it. Nothing is unpacked before the signature is right.
async fn read(hub: &Hub, file: Vec<u8>) -> Result<(Device, HandOver), Failure> {
    let key = hub.hand_over.clone();
    let opened = blocking(move || open(&key, &file).map(|plain| (key.public(), plain))).await?;
    let (own, plain) = opened.map_err(|error| sealed(&error))?;
    let signed = Signed::from_bytes(&plain).map_err(|error| unreadable(&error))?;
    let device = hub.store.device(&signed.device).await.map_err(|error| store_failed(&error))?;
    let device = device.ok_or_else(|| {
        Failure::new(Code::NotSignedIn, "this hub does not know the device that made the file")
    })?;
    let public_key = device.public_key.clone();
    let work = blocking(move || {
        let text = text_to_sign(&own, signed.at, &signed.work);
        let key = VerifyingKey::from_sec1_bytes(&public_key).ok();
        let signature = Signature::from_slice(&signed.signature).ok();
        let right = key
            .zip(signature)
            .is_some_and(|(key, signature)| key.verify(text.as_bytes(), &signature).is_ok());
        right.then(|| HandOver::unpack(&signed.work))
    });
    let work = work.await?.ok_or_else(|| {
        Failure::new(Code::NotSignedIn, "the file is not signed by the device that it names as its author")
    })?;
    let work = work.map_err(|error| unreadable(&error))?;
    if work.protocol != PROTOCOL {
        return Err(Failure::new(Code::Protocol, format!("this hub speaks protocol {PROTOCOL}")));
    }
    Ok((device, work))
}

/// Keeps an attachment whole, as an upload would. False where it is here already, or is none that an accepted record names.
async fn keep(hub: &Hub, caller: &Caller, blob: HandedBlob) -> Result<bool, Failure> {
    let HandedBlob { document, hash, bytes } = blob;
    let size = bytes.len() as u64;
    let found = hub.store.blob(document, hash).await.map_err(|error| store_failed(&error))?;
    let may = |found: &crate::store::BlobReference| {
        access::may_write(&caller.directory, &caller.member, &found.space) && found.held.is_none()
    };
    if size == 0 || size > LARGEST || BlobHash::of(&bytes) != hash || !found.as_ref().is_some_and(may) {
        return Ok(false);
    }
    let _turn = hub.uploads.turn(document, hash).await;
    let blobs = hub.blobs.clone();
    let taken = blocking(move || {
        let have = blobs.have(document, hash)?;
        let rest = bytes.get(usize::try_from(have).unwrap_or(usize::MAX)..).unwrap_or_default();
        blobs.take((document, hash), have, size, rest)
    });
    let failed = |error: std::io::Error| {
        tracing::error!(%error, "an attachment's file failed");
        Failure::new(Code::Internal, "the hub could not keep an attachment; take the file in again")
    };
    if taken.await?.map_err(failed)? != Taken::Whole {
        return Ok(false);
    }
    let put = hub.store.put_blob(&caller.device.id, (document, hash), size, hub.now()).await;
    let put = put.map_err(|error| store_failed(&error))?;
    if !put {
        // Erased meanwhile.
        let blobs = hub.blobs.clone();
        blocking(move || blobs.remove(hash)).await?.map_err(failed)?;
    }
    Ok(put)
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Failure> {
    tokio::task::spawn_blocking(work).await.map_err(|error| Failure::new(Code::Internal, error.to_string()))
}

fn sealed(error: &SealError) -> Failure {
    let code = if *error == SealError::OtherHub { Code::OtherHub } else { Code::BadFile };
    Failure::new(code, error.to_string())
}

fn unreadable(error: &WireError) -> Failure {
    Failure::new(Code::BadFile, format!("what is in the file {error}"))
}

fn store_failed(error: &StoreError) -> Failure {
    tracing::error!(%error, "the store failed");
    Failure::new(error.code(), format!("the file was not taken in whole: {error}; take it in again"))
}
