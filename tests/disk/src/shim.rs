//! The shim: a file layer of SQLite's that passes every call on to SQLite's own, after asking the disk whether it is to fail and
//! telling it what was done. The one place that is unsafe.

use std::collections::BTreeMap;
use std::ffi::{CStr, OsStr, c_char, c_int, c_void};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::ptr;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rusqlite::ffi;

use crate::disk::{Call, Failing, State};

/// The disks of this process, by folder.
static DISKS: Mutex<BTreeMap<PathBuf, Arc<State>>> = Mutex::new(BTreeMap::new());

/// Makes a folder a disk, and the shim the process's default file layer.
pub(crate) fn mount(folder: PathBuf, state: Arc<State>) {
    static INSTALLED: OnceLock<()> = OnceLock::new();
    INSTALLED.get_or_init(install);
    DISKS.lock().unwrap_or_else(PoisonError::into_inner).insert(folder, state);
}

/// The folder is one like any other again; what is open stays on the disk.
pub(crate) fn unmount(folder: &Path) {
    DISKS.lock().unwrap_or_else(PoisonError::into_inner).remove(folder);
}

fn disk_of(path: &Path) -> Option<Arc<State>> {
    DISKS.lock().unwrap_or_else(PoisonError::into_inner).get(path.parent()?).cloned()
}

/// SQLite's own file layer.
struct Own(*mut ffi::sqlite3_vfs);
// SAFETY: SQLite's file layers live as long as the process and may be called from any thread.
unsafe impl Send for Own {}
// SAFETY: as above.
unsafe impl Sync for Own {}
static OWN: OnceLock<Own> = OnceLock::new();

fn install() {
    // SAFETY: called once. The copy of SQLite's own layer keeps its functions, which take any `sqlite3_vfs` with the same
    // fields; it is leaked, so that it lives as long as the process.
    unsafe {
        assert_eq!(ffi::sqlite3_initialize(), ffi::SQLITE_OK);
        let own = ffi::sqlite3_vfs_find(ptr::null());
        assert!(!own.is_null(), "SQLite has a file layer");
        OWN.get_or_init(|| Own(own));
        let size = c_int::try_from(size_of::<File>()).expect("a small size");
        let shim = Box::leak(Box::new(ffi::sqlite3_vfs {
            szOsFile: size + (*own).szOsFile,
            pNext: ptr::null_mut(),
            zName: c"jinshui-disk".as_ptr(),
            xOpen: Some(open),
            xDelete: Some(delete),
            xAccess: Some(access),
            ..*own
        }));
        assert_eq!(ffi::sqlite3_vfs_register(shim, 1), ffi::SQLITE_OK);
    }
}

/// What SQLite allocates for an open file: this, and behind it what its own layer needs.
#[repr(C)]
struct File {
    base: ffi::sqlite3_file,
    /// None for a file that is on no disk of ours.
    watched: *mut Watched,
}

struct Watched {
    path: PathBuf,
    disk: Arc<State>,
}

impl Watched {
    fn strikes(&self, call: Call, broken: c_int) -> Option<c_int> {
        Some(match self.disk.strikes(call)? {
            Failing::Broken => broken,
            Failing::Full => ffi::SQLITE_FULL,
        })
    }
}

static METHODS: ffi::sqlite3_io_methods = ffi::sqlite3_io_methods {
    // Without memory maps, whose writes could not be seen.
    iVersion: 2,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(file_size),
    xLock: Some(lock),
    xUnlock: Some(unlock),
    xCheckReservedLock: Some(check_reserved_lock),
    xFileControl: Some(file_control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(device_characteristics),
    xShmMap: Some(shm_map),
    xShmLock: Some(shm_lock),
    xShmBarrier: Some(shm_barrier),
    xShmUnmap: Some(shm_unmap),
    xFetch: None,
    xUnfetch: None,
};

fn own() -> *mut ffi::sqlite3_vfs {
    OWN.get().map_or(ptr::null_mut(), |own| own.0)
}

/// The part of SQLite's own layer in a file of ours.
unsafe fn inner(file: *mut ffi::sqlite3_file) -> *mut ffi::sqlite3_file {
    // SAFETY: SQLite allocated `szOsFile` bytes, which are a `File` and then the inner file.
    unsafe { file.cast::<u8>().add(size_of::<File>()).cast() }
}

unsafe fn watched<'a>(file: *mut ffi::sqlite3_file) -> Option<&'a Watched> {
    // SAFETY: every open file of this layer is a `File`; its `watched` lives until it is closed.
    unsafe { (*file.cast::<File>()).watched.as_ref() }
}

unsafe fn path_of(name: *const c_char) -> PathBuf {
    // SAFETY: SQLite's names end with a zero.
    PathBuf::from(OsStr::from_bytes(unsafe { CStr::from_ptr(name) }.to_bytes()))
}

/// Calls a method of the inner file.
macro_rules! pass {
    ($file:expr, $method:ident $(, $argument:expr)*) => {{
        // SAFETY: an open file's inner file is open too, and SQLite's own layer has every method of version 2.
        unsafe {
            let inner = inner($file);
            match (*(*inner).pMethods).$method {
                Some(method) => method(inner $(, $argument)*),
                None => ffi::SQLITE_IOERR,
            }
        }
    }};
}

/// Ends the call where the disk says that it fails.
macro_rules! may_fail {
    ($file:expr, $call:expr, $broken:expr) => {
        // SAFETY: `$file` is an open file of this layer.
        if let Some(code) = unsafe { watched($file) }.and_then(|watched| watched.strikes($call, $broken)) {
            return code;
        }
    };
}

/// Tells the disk what was done, if it was.
macro_rules! tell {
    ($file:expr, $done:expr, $work:expr) => {{
        let done = $done;
        // SAFETY: `$file` is an open file of this layer.
        if let (ffi::SQLITE_OK, Some(watched)) = (done, unsafe { watched($file) }) {
            watched.disk.with(&watched.path, $work);
        }
        done
    }};
}

unsafe extern "C" fn open(
    _: *mut ffi::sqlite3_vfs,
    name: ffi::sqlite3_filename,
    file: *mut ffi::sqlite3_file,
    flags: c_int,
    out: *mut c_int,
) -> c_int {
    let this = file.cast::<File>();
    // SAFETY: SQLite gives room for a `File`. Without methods it will not close it.
    unsafe { (*this).base.pMethods = ptr::null() };
    let path = if name.is_null() {
        None
    } else {
        // SAFETY: a name that is there ends with a zero.
        Some(unsafe { path_of(name) })
    };
    let disk = path.and_then(|path| Some((disk_of(&path)?, path)));
    let mut before = None;
    if let Some((disk, path)) = &disk {
        before = std::fs::read(path).ok();
        let makes = flags & ffi::SQLITE_OPEN_CREATE != 0 && before.is_none();
        if let Some(failing) = disk.strikes(if makes { Call::Grow } else { Call::Other }) {
            return if failing == Failing::Full { ffi::SQLITE_FULL } else { ffi::SQLITE_CANTOPEN };
        }
    }
    // SAFETY: the inner file's room lies behind ours; SQLite's own layer opens it.
    let done = unsafe { (*own()).xOpen.map(|open| open(own(), name, inner(file), flags, out)) };
    let done = done.unwrap_or(ffi::SQLITE_CANTOPEN);
    if done != ffi::SQLITE_OK {
        return done;
    }
    let watched = disk.map(|(disk, path)| {
        disk.opened(&path, before);
        Box::into_raw(Box::new(Watched { path, disk }))
    });
    // SAFETY: as above; the box is freed on closing.
    unsafe {
        (*this).watched = watched.unwrap_or(ptr::null_mut());
        (*this).base.pMethods = &raw const METHODS;
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn close(file: *mut ffi::sqlite3_file) -> c_int {
    let this = file.cast::<File>();
    // SAFETY: closed once; the box was made on opening.
    unsafe {
        if !(*this).watched.is_null() {
            drop(Box::from_raw((*this).watched));
            (*this).watched = ptr::null_mut();
        }
    }
    pass!(file, xClose)
}

unsafe extern "C" fn delete(_: *mut ffi::sqlite3_vfs, name: *const c_char, sync_folder: c_int) -> c_int {
    // SAFETY: SQLite's names end with a zero.
    let path = unsafe { path_of(name) };
    let disk = disk_of(&path);
    if disk.as_ref().and_then(|disk| disk.strikes(Call::Other)).is_some() {
        return ffi::SQLITE_IOERR_DELETE;
    }
    // SAFETY: passed on as it came.
    let done = unsafe { (*own()).xDelete.map(|delete| delete(own(), name, sync_folder)) };
    let done = done.unwrap_or(ffi::SQLITE_IOERR_DELETE);
    if let (ffi::SQLITE_OK, Some(disk)) = (done, disk) {
        disk.with(&path, |shadow| shadow.delete(sync_folder != 0));
    }
    done
}

unsafe extern "C" fn access(
    _: *mut ffi::sqlite3_vfs,
    name: *const c_char,
    flags: c_int,
    out: *mut c_int,
) -> c_int {
    // SAFETY: SQLite's names end with a zero.
    if disk_of(&unsafe { path_of(name) }).and_then(|disk| disk.strikes(Call::Other)).is_some() {
        return ffi::SQLITE_IOERR_ACCESS;
    }
    // SAFETY: passed on as it came.
    let done = unsafe { (*own()).xAccess.map(|access| access(own(), name, flags, out)) };
    done.unwrap_or(ffi::SQLITE_IOERR_ACCESS)
}

unsafe extern "C" fn read(
    file: *mut ffi::sqlite3_file,
    to: *mut c_void,
    count: c_int,
    at: ffi::sqlite3_int64,
) -> c_int {
    may_fail!(file, Call::Other, ffi::SQLITE_IOERR_READ);
    pass!(file, xRead, to, count, at)
}

unsafe extern "C" fn write(
    file: *mut ffi::sqlite3_file,
    from: *const c_void,
    count: c_int,
    at: ffi::sqlite3_int64,
) -> c_int {
    // SAFETY: `file` is an open file of this layer.
    let struck = unsafe { watched(file) }.and_then(|one| one.strikes(Call::Grow, ffi::SQLITE_IOERR_WRITE));
    // A disk that fails or is full has often written a part.
    let count = if struck.is_some() { count / 2 } else { count };
    // SAFETY: SQLite gives `count` bytes.
    let bytes = unsafe { std::slice::from_raw_parts(from.cast::<u8>(), usize::try_from(count).unwrap_or(0)) };
    let place = usize::try_from(at).unwrap_or(0);
    let done = tell!(file, pass!(file, xWrite, from, count, at), |shadow| shadow.write(place, bytes));
    struck.unwrap_or(done)
}

unsafe extern "C" fn truncate(file: *mut ffi::sqlite3_file, to: ffi::sqlite3_int64) -> c_int {
    may_fail!(file, Call::Other, ffi::SQLITE_IOERR_TRUNCATE);
    let size = usize::try_from(to).unwrap_or(0);
    tell!(file, pass!(file, xTruncate, to), |shadow| shadow.size(size))
}

unsafe extern "C" fn sync(file: *mut ffi::sqlite3_file, _: c_int) -> c_int {
    may_fail!(file, Call::Other, ffi::SQLITE_IOERR_FSYNC);
    // SAFETY: `file` is an open file of this layer.
    if let Some(watched) = unsafe { watched(file) } {
        // What is durable is what the disk says; the real one need not be waited for.
        watched.disk.synced(&watched.path);
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn file_size(file: *mut ffi::sqlite3_file, out: *mut ffi::sqlite3_int64) -> c_int {
    may_fail!(file, Call::Other, ffi::SQLITE_IOERR_FSTAT);
    pass!(file, xFileSize, out)
}

unsafe extern "C" fn lock(file: *mut ffi::sqlite3_file, level: c_int) -> c_int {
    pass!(file, xLock, level)
}

unsafe extern "C" fn unlock(file: *mut ffi::sqlite3_file, level: c_int) -> c_int {
    pass!(file, xUnlock, level)
}

unsafe extern "C" fn check_reserved_lock(file: *mut ffi::sqlite3_file, out: *mut c_int) -> c_int {
    pass!(file, xCheckReservedLock, out)
}

unsafe extern "C" fn file_control(file: *mut ffi::sqlite3_file, what: c_int, argument: *mut c_void) -> c_int {
    pass!(file, xFileControl, what, argument)
}

unsafe extern "C" fn sector_size(file: *mut ffi::sqlite3_file) -> c_int {
    pass!(file, xSectorSize)
}

unsafe extern "C" fn device_characteristics(file: *mut ffi::sqlite3_file) -> c_int {
    pass!(file, xDeviceCharacteristics)
}

unsafe extern "C" fn shm_map(
    file: *mut ffi::sqlite3_file,
    region: c_int,
    size: c_int,
    extend: c_int,
    out: *mut *mut c_void,
) -> c_int {
    let call = if extend == 0 { Call::Other } else { Call::Grow };
    // SAFETY: `file` is an open file of this layer.
    let struck = unsafe { watched(file) }.and_then(|one| one.disk.strikes(call));
    match struck {
        Some(Failing::Broken) => ffi::SQLITE_IOERR_SHMMAP,
        // As SQLite's own layer says it.
        Some(Failing::Full) => ffi::SQLITE_IOERR_SHMSIZE,
        None => pass!(file, xShmMap, region, size, extend, out),
    }
}

unsafe extern "C" fn shm_lock(
    file: *mut ffi::sqlite3_file,
    offset: c_int,
    count: c_int,
    flags: c_int,
) -> c_int {
    pass!(file, xShmLock, offset, count, flags)
}

unsafe extern "C" fn shm_barrier(file: *mut ffi::sqlite3_file) {
    // SAFETY: as in `pass!`.
    unsafe {
        let inner = inner(file);
        if let Some(barrier) = (*(*inner).pMethods).xShmBarrier {
            barrier(inner);
        }
    }
}

unsafe extern "C" fn shm_unmap(file: *mut ffi::sqlite3_file, delete: c_int) -> c_int {
    pass!(file, xShmUnmap, delete)
}
