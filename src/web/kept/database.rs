//! The database itself: its stores, how it is opened and changed, and what may be in the way of that.

use std::cell::Cell;

use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DomException, IdbDatabase, IdbFactory, IdbOpenDbRequest, IdbRequest, IdbTransaction,
    IdbTransactionMode,
};

use super::called;

const DATABASE: &str = "yodori";
/// Changes when the stores do; older ones are carried over where it is opened.
const DATABASE_VERSION: u32 = 2;
/// What is said of each in short, and the whole: both by the same keys.
pub const LISTINGS: &str = "listings";
pub const RECORDS: &str = "records";
/// What posts say, by lists of that key and a day; under [`super::SUM`] is what all days come to. Since version 2.
pub const TEXTS: &str = "texts";
pub const STORES: [&str; 3] = [LISTINGS, RECORDS, TEXTS];

thread_local! {
    /// Another tab is in the way of something. Whatever is asked for meanwhile waits behind it.
    static IS_STUCK: Cell<bool> = const { Cell::new(false) };
}

/// Why something can't be kept or found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The browser keeps nothing: it is told so, or the window is a private one.
    SwitchedOff,
    Full,
    /// A newer version of the page has opened it.
    Newer,
    /// Another tab holds on to it.
    Blocked,
    Broken,
}

/// A change of all stores: the whole of it or nothing.
pub struct Change {
    database: IdbDatabase,
    pub stores: IdbTransaction,
    done: JsFuture,
}

impl Change {
    /// # Errors
    /// It can't be opened.
    pub async fn begin() -> Result<Change, Trouble> {
        let database = open().await?;
        let names: Array = STORES.iter().map(|name| JsValue::from(*name)).collect();
        let mode = IdbTransactionMode::Readwrite;
        let stores = database.transaction_with_str_sequence_and_mode(&names, mode);
        let stores = stores.map_err(|error| {
            database.close();
            trouble(&error)
        })?;
        let done = Promise::new(&mut |resolve, reject| {
            let failed = stores.clone();
            let failed = Closure::once_into_js(move || {
                let error = failed.error().map_or(JsValue::NULL, JsValue::from);
                let _ = reject.call1(&JsValue::NULL, &error);
            });
            stores.set_oncomplete(Some(&resolve));
            // A full disk is told here, and nowhere before.
            stores.set_onabort(Some(failed.unchecked_ref()));
        });
        Ok(Change {
            database,
            stores,
            done: JsFuture::from(done),
        })
    }

    /// * `work`: whether all was asked for that is to be done.
    ///
    /// # Errors
    /// It can't be done: nothing is changed.
    pub async fn end(self, work: Result<(), JsValue>) -> Result<(), Trouble> {
        let done = match work {
            Ok(()) => self.done.await.map(drop),
            Err(error) => {
                // It only fails where that has happened already.
                let _ = self.stores.abort();
                Err(error)
            }
        };
        self.database.close();
        done.map_err(|error| trouble(&error))
    }
}

fn factory() -> Result<IdbFactory, Trouble> {
    let factory = web_sys::window().and_then(|window| window.indexed_db().ok().flatten());
    factory.ok_or(Trouble::SwitchedOff)
}

/// Whether anything may have been kept: to open a database is to make it, and who only looks makes none.
pub async fn exists() -> bool {
    match databases().await {
        Some(names) => names.iter().any(|name| name == DATABASE),
        None => true,
    }
}

/// What databases there are; `None` where the browser doesn't tell.
async fn databases() -> Option<Vec<String>> {
    let factory = factory().ok()?;
    let all: Array = called(&factory, "databases").await.ok()?.dyn_into().ok()?;
    let name = |database: JsValue| Reflect::get(&database, &"name".into()).ok()?.as_string();
    Some(all.iter().filter_map(name).collect())
}

/// # Errors
/// It can't be opened.
pub async fn open() -> Result<IdbDatabase, Trouble> {
    if IS_STUCK.get() {
        return Err(Trouble::Blocked);
    }
    // Browsers that keep nothing fail here, some at once.
    let asked = factory()?.open_with_u32(DATABASE, DATABASE_VERSION);
    let request = asked.map_err(|_| Trouble::SwitchedOff)?;
    let asked = request.clone();
    let make = Closure::<dyn FnMut()>::new(move || {
        let Ok(database) = asked.result().and_then(JsCast::dyn_into::<IdbDatabase>) else {
            return;
        };
        for name in STORES {
            // It only fails for one that is there.
            let _ = database.create_object_store(name);
        }
    });
    request.set_onupgradeneeded(Some(make.as_ref().unchecked_ref()));
    let opened = blockable(&request).await;
    if let Err(Trouble::Blocked) = opened {
        // The browser goes on once the other tab lets go: the stores must be made then, or never are.
        make.forget();
    } else {
        request.set_onupgradeneeded(None);
    }
    match opened {
        Ok(database) => {
            let database: IdbDatabase = database.dyn_into().map_err(|_| Trouble::Broken)?;
            give_way(&database);
            Ok(database)
        }
        Err(Trouble::Broken) => Err(Trouble::SwitchedOff),
        Err(other) => Err(other),
    }
}

/// Closes a database when another page wants to change its stores: what has begun in it is still done.
fn give_way(database: &IdbDatabase) {
    // Bound in JavaScript, for a closure of Rust's would hold the database for ever.
    let close = Reflect::get(database, &"close".into()).and_then(JsCast::dyn_into::<Function>);
    if let Ok(close) = close {
        database.set_onversionchange(Some(&close.bind0(database)));
    }
}

/// The answer to a request that another tab may be in the way of: then it fails, and so does all that is asked for
/// until the browser has gone on with it.
async fn blockable(request: &IdbOpenDbRequest) -> Result<JsValue, Trouble> {
    let answered = Promise::new(&mut |resolve, reject| {
        let (asked, refuse) = (request.clone(), reject.clone());
        let stuck = Closure::once_into_js(move || {
            IS_STUCK.set(true);
            go_on_later(&asked);
            let _ = refuse.call0(&JsValue::NULL);
        });
        request.set_onblocked(Some(stuck.unchecked_ref()));
        hear(request, &resolve, &reject);
    });
    JsFuture::from(answered).await.map_err(|error| {
        // Nothing is the error then.
        match error.is_undefined() {
            true => Trouble::Blocked,
            false => trouble(&error),
        }
    })
}

/// Nobody waits any more for what comes of this request; nobody else is to wait for what it opens.
fn go_on_later(request: &IdbOpenDbRequest) {
    let asked = request.clone();
    let freed = Closure::once_into_js(move || {
        IS_STUCK.set(false);
        // There is none where one was deleted, or could not be opened.
        let opened = asked.result().and_then(JsCast::dyn_into::<IdbDatabase>);
        if let Ok(database) = opened {
            database.close();
        }
    });
    request.set_onsuccess(Some(freed.unchecked_ref()));
    request.set_onerror(Some(freed.unchecked_ref()));
}

/// # Errors
/// The request's own.
pub async fn answer(request: &IdbRequest) -> Result<JsValue, JsValue> {
    let answered = Promise::new(&mut |resolve, reject| hear(request, &resolve, &reject));
    JsFuture::from(answered).await
}

/// Tells what comes of a request.
fn hear(request: &IdbRequest, resolve: &Function, reject: &Function) {
    let (asked, resolve) = (request.clone(), resolve.clone());
    let good = Closure::once_into_js(move || {
        let _ = resolve.call1(&JsValue::NULL, &asked.result().unwrap_or_default());
    });
    let (asked, reject) = (request.clone(), reject.clone());
    let bad = Closure::once_into_js(move || {
        let error = asked.error().ok().flatten();
        let error = error.map_or(JsValue::NULL, JsValue::from);
        let _ = reject.call1(&JsValue::NULL, &error);
    });
    request.set_onsuccess(Some(good.unchecked_ref()));
    request.set_onerror(Some(bad.unchecked_ref()));
}

pub fn trouble(error: &JsValue) -> Trouble {
    let name = error.dyn_ref::<DomException>().map(DomException::name);
    match name.as_deref() {
        Some("QuotaExceededError") => Trouble::Full,
        Some("VersionError") => Trouble::Newer,
        Some("InvalidStateError" | "SecurityError" | "NotAllowedError") => Trouble::SwitchedOff,
        _ => Trouble::Broken,
    }
}

pub fn bytes(value: &JsValue) -> Vec<u8> {
    let array = value.dyn_ref::<Uint8Array>();
    array.map_or_else(Vec::new, Uint8Array::to_vec)
}

/// Erases all databases of this origin.
///
/// # Errors
/// Another tab is in the way of one.
pub async fn erase_databases() -> Result<(), Trouble> {
    let Ok(factory) = factory() else {
        // Nothing can be kept where there is none.
        return Ok(());
    };
    // Where the browser doesn't tell, there is but the one that is known.
    let names = databases().await;
    let names = names.unwrap_or_else(|| vec![DATABASE.to_owned()]);
    for name in names {
        if IS_STUCK.get() {
            return Err(Trouble::Blocked);
        }
        let Ok(request) = factory.delete_database(&name) else {
            continue;
        };
        // Browsers that keep nothing fail to erase it as well.
        if let Err(Trouble::Blocked) = blockable(&request).await {
            return Err(Trouble::Blocked);
        }
    }
    Ok(())
}
