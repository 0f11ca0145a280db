//! What is kept of people's events: IndexedDB, opened for each thing that is done and closed after it, so that no tab
//! stands in another's way. And all else that the page has left in the browser.

mod database;

use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbKeyRange, Window};

pub use database::Trouble;
use database::{
    Change, LISTINGS, RECORDS, STORES, TEXTS, answer, bytes, erase_databases, exists, open, trouble,
};

/// In the place of a day: no post was before 1970.
pub const SUM: i64 = -1;

/// All that is kept: keys, and what is said of each.
///
/// # Errors
/// It can't be read.
pub async fn listings() -> Result<Vec<(String, Vec<u8>)>, Trouble> {
    if !exists().await {
        return Ok(Vec::new());
    }
    let database = open().await?;
    let read = async {
        let stores = database.transaction_with_str(LISTINGS)?;
        let store = stores.object_store(LISTINGS)?;
        let (keys, values) = (store.get_all_keys()?, store.get_all()?);
        let keys: Array = answer(&keys).await?.dyn_into()?;
        let values: Array = answer(&values).await?.dyn_into()?;
        let pairs = keys.iter().zip(values.iter());
        let pairs = pairs.filter_map(|(key, value)| Some((key.as_string()?, bytes(&value))));
        Ok(pairs.collect())
    };
    let read = read.await;
    database.close();
    read.map_err(|error| trouble(&error))
}

/// One that is kept, whole.
///
/// # Errors
/// It can't be read.
pub async fn record(key: &str) -> Result<Option<Vec<u8>>, Trouble> {
    let database = open().await?;
    let read = async {
        let stores = database.transaction_with_str(RECORDS)?;
        let value = answer(&stores.object_store(RECORDS)?.get(&key.into())?).await?;
        Ok((!value.is_undefined()).then(|| bytes(&value)))
    };
    let read = read.await;
    database.close();
    read.map_err(|error| trouble(&error))
}

/// What posts say.
///
/// * `places`: under which key and of which day.
/// * Returns as many; empty where nothing is kept or nothing can be read.
pub async fn texts(places: &[(&str, i64)]) -> Vec<Vec<u8>> {
    let mut found = vec![Vec::new(); places.len()];
    if places.is_empty() || !exists().await {
        return found;
    }
    let Ok(database) = open().await else {
        return found;
    };
    let read = async {
        let stores = database.transaction_with_str(TEXTS)?;
        let store = stores.object_store(TEXTS)?;
        for (found, (key, day)) in found.iter_mut().zip(places) {
            *found = bytes(&answer(&store.get(&place(key, *day))?).await?);
        }
        Ok::<(), JsValue>(())
    };
    // What can't be read is as if it weren't kept.
    let _ = read.await;
    database.close();
    found
}

/// The key of what posts of a day say.
fn place(key: &str, day: i64) -> JsValue {
    Array::of2(&key.into(), &(day as f64).into()).into()
}

/// Keeps one, in the place of whatever was kept under the same key but for texts; both or nothing.
///
/// # Errors
/// It can't be kept; what was before is as it was.
pub async fn keep(key: &str, listing: &[u8], record: &[u8]) -> Result<(), Trouble> {
    let change = Change::begin().await?;
    let put = |store: &str, value: &[u8]| {
        let store = change.stores.object_store(store)?;
        store.put_with_key(&Uint8Array::from(value), &key.into())
    };
    let both = put(LISTINGS, listing).and_then(|_| put(RECORDS, record));
    change.end(both.map(drop)).await
}

/// Changes what the posts of some days say, in one: all of it or nothing. Returns `false` where nothing of that person
/// is kept, or no longer.
///
/// * `changed`: is given what is kept of each day, and says what is to be; days for which it says nothing stay.
///
/// # Errors
/// It can't be kept; what was before is as it was.
pub async fn change_texts(
    key: &str,
    days: &[i64],
    changed: &mut dyn FnMut(Vec<Vec<u8>>) -> Vec<Vec<u8>>,
) -> Result<bool, Trouble> {
    if !exists().await {
        return Ok(false);
    }
    let change = Change::begin().await?;
    let mut is_kept = false;
    let done = async {
        let listing = change.stores.object_store(LISTINGS)?.get(&key.into())?;
        is_kept = !answer(&listing).await?.is_undefined();
        if !is_kept {
            return Ok(());
        }
        let texts = change.stores.object_store(TEXTS)?;
        let mut old = Vec::new();
        for day in days {
            old.push(bytes(&answer(&texts.get(&place(key, *day))?).await?));
        }
        for (day, new) in days.iter().zip(changed(old)) {
            texts.put_with_key(&Uint8Array::from(new.as_slice()), &place(key, *day))?;
        }
        Ok(())
    };
    let done = done.await;
    change.end(done).await?;
    Ok(is_kept)
}

/// What is to be forgotten of someone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    All,
    Texts,
}

/// Forgets one, or a part.
///
/// # Errors
/// It can't be erased.
pub async fn erase(key: &str, part: Part) -> Result<(), Trouble> {
    let change = Change::begin().await?;
    let stores = match part {
        Part::All => &STORES[..],
        Part::Texts => &[TEXTS],
    };
    let first = Array::of1(&key.into());
    // Lists come after all numbers.
    let last = Array::of2(&key.into(), &Array::new());
    let mut erased = Ok(());
    for name in stores {
        erased = erased.and_then(|()| {
            let store = change.stores.object_store(name)?;
            let which = match *name {
                TEXTS => IdbKeyRange::bound(&first, &last)?.into(),
                _ => key.into(),
            };
            store.delete(&which).map(drop)
        });
    }
    change.end(erased).await
}

/// Bytes that this origin uses, and may use; `None` where the browser doesn't tell.
pub async fn room() -> Option<(u64, u64)> {
    let storage = Reflect::get(&web_sys::window()?.navigator(), &"storage".into()).ok()?;
    let told = called(&storage, "estimate").await.ok()?;
    let number = |name: &str| Reflect::get(&told, &name.into()).ok()?.as_f64();
    Some((number("usage")? as u64, number("quota")? as u64))
}

/// Calls a method that promises something.
async fn called(of: &JsValue, method: &str) -> Result<JsValue, JsValue> {
    let method: Function = Reflect::get(of, &method.into())?.dyn_into()?;
    let promise: Promise = method.call0(of)?.dyn_into()?;
    JsFuture::from(promise).await
}

async fn called_with(of: &JsValue, method: &str, with: &JsValue) -> Result<JsValue, JsValue> {
    let method: Function = Reflect::get(of, &method.into())?.dyn_into()?;
    let promise: Promise = method.call1(of, with)?.dyn_into()?;
    JsFuture::from(promise).await
}

/// The names of the caches, where the page's parts are for offline use.
pub async fn caches() -> Vec<String> {
    let names = async {
        let window = web_sys::window()?;
        let caches = Reflect::get(window.as_ref(), &"caches".into()).ok()?;
        let names: Array = called(&caches, "keys").await.ok()?.dyn_into().ok()?;
        Some(names.iter().filter_map(|name| name.as_string()).collect())
    };
    names.await.unwrap_or_default()
}

/// What the window says once everything is to be erased, and what once nothing is left.
const ERASED: &str = "yodoriErased";
const WHOLLY: &str = "wholly";

/// Erases all that this origin has in the browser: databases, storage, caches, and service workers where the page is
/// no installed app.
///
/// # Errors
/// A database can't be erased; all else is.
pub async fn erase_all() -> Result<(), Trouble> {
    let Some(window) = web_sys::window() else {
        return Err(Trouble::Broken);
    };
    // What is still to be kept for offline use is not: assets/boot-offline.js.
    let _ = Reflect::set(&window, &ERASED.into(), &JsValue::TRUE);
    let erased = erase_databases().await;
    // Where one of these fails the others are erased all the same.
    // An installed app stays without what its service worker kept, and not without it: nothing else catches archives
    // that other apps share with it. They come as a form to /shared, which would bring the host the whole archive.
    if !is_installed(&window) {
        let _ = unregister(&window).await;
    }
    if let Ok(all) = Reflect::get(&window, &"caches".into()) {
        for name in caches().await {
            let _ = called_with(&all, "delete", &name.into()).await;
        }
    }
    // Last: other tabs hear of it, and look what is still kept.
    for storage in [window.local_storage(), window.session_storage()] {
        if let Ok(Some(storage)) = storage {
            let _ = storage.clear();
        }
    }
    if erased.is_ok() {
        let _ = Reflect::set(&window, &ERASED.into(), &WHOLLY.into());
    }
    erased
}

fn is_installed(window: &Window) -> bool {
    let query = window.match_media("(display-mode: standalone)");
    query.ok().flatten().is_some_and(|query| query.matches())
}

/// Whether all was erased since the page was loaded.
pub fn is_all_erased() -> bool {
    let erased = web_sys::window().and_then(|window| Reflect::get(&window, &ERASED.into()).ok());
    erased.is_some_and(|erased| erased == WHOLLY)
}

async fn unregister(window: &Window) -> Result<(), JsValue> {
    let workers = Reflect::get(&window.navigator(), &"serviceWorker".into())?;
    let all: Array = called(&workers, "getRegistrations").await?.dyn_into()?;
    for registration in all.iter() {
        called(&registration, "unregister").await?;
    }
    Ok(())
}
