//! One file as a power cut finds it: what is durable, and what was written since. It knows nothing of SQLite.

/// What a disk writes as one: the rest of a write may be lost.
const SECTOR: usize = 512;

/// Something done to a file that is not durable yet.
#[derive(Debug, Clone)]
enum Step {
    /// It was made, empty.
    Made,
    /// It was taken away.
    Gone,
    /// Bytes were written at a place.
    Wrote(usize, Vec<u8>),
    /// It was cut or grown to a size.
    Sized(usize),
}

/// A file.
#[derive(Debug, Clone, Default)]
pub(crate) struct Shadow {
    durable: Option<Vec<u8>>,
    waiting: Vec<Step>,
}

impl Shadow {
    /// A file that was there before, wholly durable.
    pub(crate) fn found(bytes: Vec<u8>) -> Self {
        Shadow { durable: Some(bytes), waiting: Vec::new() }
    }

    /// It is made, unless it is there.
    pub(crate) fn make(&mut self) {
        let there = match self.waiting.iter().rfind(|step| matches!(step, Step::Made | Step::Gone)) {
            Some(step) => matches!(step, Step::Made),
            None => self.durable.is_some(),
        };
        if !there {
            self.waiting.push(Step::Made);
        }
    }

    /// It is taken away; at once for good, or not yet.
    pub(crate) fn delete(&mut self, durably: bool) {
        if durably {
            *self = Shadow::default();
        } else {
            self.waiting.push(Step::Gone);
        }
    }

    pub(crate) fn write(&mut self, at: usize, bytes: &[u8]) {
        self.waiting.push(Step::Wrote(at, bytes.to_vec()));
    }

    pub(crate) fn size(&mut self, to: usize) {
        self.waiting.push(Step::Sized(to));
    }

    /// Everything done so far is durable. True where that it is there was not durable before.
    pub(crate) fn sync(&mut self) -> bool {
        let new = self.waiting.iter().any(|step| matches!(step, Step::Made));
        self.durable = self.after(|| true);
        self.waiting.clear();
        new
    }

    /// Whether the file is there is durable, as its folder was synced; what was written to it since is not.
    pub(crate) fn sync_entry(&mut self) {
        if let Some(last) = self.waiting.iter().rposition(|step| matches!(step, Step::Made | Step::Gone)) {
            self.durable = matches!(self.waiting[last], Step::Made).then(Vec::new);
            self.waiting.drain(..=last);
        }
    }

    /// What a power cut leaves; `survives` says of each step, and of each sector written, whether it had reached the disk.
    /// None where there is no such file.
    pub(crate) fn after(&self, mut survives: impl FnMut() -> bool) -> Option<Vec<u8>> {
        let mut file = self.durable.clone();
        for step in &self.waiting {
            match (step, &mut file) {
                // A folder's entries change in order: what comes after a lost one belongs to another file.
                (Step::Made | Step::Gone, _) if !survives() => break,
                (Step::Made, _) => file = Some(Vec::new()),
                (Step::Gone, _) => file = None,
                (Step::Sized(to), Some(bytes)) => {
                    if survives() {
                        bytes.resize(*to, 0);
                    }
                }
                (Step::Wrote(at, new), Some(bytes)) => write(bytes, *at, new, &mut survives),
                (Step::Sized(_) | Step::Wrote(..), None) => {}
            }
        }
        file
    }
}

/// Writes the sectors that survive.
fn write(file: &mut Vec<u8>, at: usize, new: &[u8], survives: &mut impl FnMut() -> bool) {
    let mut done = 0;
    while done < new.len() {
        let from = at + done;
        let count = (SECTOR - from % SECTOR).min(new.len() - done);
        if survives() {
            if file.len() < from + count {
                file.resize(from + count, 0);
            }
            file[from..from + count].copy_from_slice(&new[done..done + count]);
        }
        done += count;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_synced_is_sure_to_be_there() {
        let mut file = Shadow::default();
        file.make();
        file.write(0, &[1; 1000]);
        assert_eq!(file.after(|| false), None);
        assert_eq!(file.after(|| true).unwrap().len(), 1000);
        file.sync();
        assert_eq!(file.after(|| false).unwrap(), [1; 1000]);
        file.write(500, &[2; 100]);
        assert_eq!(file.after(|| false).unwrap(), [1; 1000]);
        let mut sectors = [true, false].into_iter();
        let torn = file.after(|| sectors.next().unwrap()).unwrap();
        assert_eq!((torn[499], torn[511], torn[512]), (1, 2, 1));
    }

    #[test]
    fn a_file_that_was_deleted_and_made_anew_is_one_or_the_other() {
        let mut file = Shadow::found(vec![1; 10]);
        file.delete(false);
        file.make();
        file.write(0, &[2; 5]);
        assert_eq!(file.after(|| false).unwrap(), [1; 10]);
        let mut steps = [true, false].into_iter();
        assert_eq!(file.after(|| steps.next().unwrap()), None);
        assert_eq!(file.after(|| true).unwrap(), [2; 5]);
        file.delete(true);
        assert_eq!(file.after(|| true), None);
    }
}
