//! `huikan watch --serve`: a page of this machine alone that shows what the last round made.
//!
//! Nothing is served but the page itself, the products of the last round and the texts that
//! it read, each found by its name in a list: a path of the file system never comes in. Only
//! requests that name this machine as their host are answered, so that no page of the web
//! can ask through a name of its own.

mod book;
mod respond;
mod state;

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tiny_http::Server;

use crate::cli::build::Produced;
use crate::cli::open::Open;
use crate::cli::serve::respond::{Reply, Words, respond};
use crate::cli::serve::state::State;
use crate::cli::terminal::Terminal;
use crate::diag::{Code, Diagnostic};

/// The port when none is asked for, and how many after it are tried.
const PORT: u16 = 4180;
const TRIED: u16 = 20;

/// How many requests are answered at a time.
const THREADS: usize = 3;

/// The page and what it shows.
pub(crate) struct Site {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
}

impl Site {
    /// Opens the page; the products it will show are in a folder.
    ///
    /// # Errors
    /// A report, when the port cannot be had.
    pub(crate) fn open(
        terminal: &Terminal,
        out: &Path,
        port: Option<u16>,
    ) -> Result<Self, Diagnostic> {
        let (server, address) = listen(port)?;
        let state = Arc::new(Mutex::new(State::new(out)));
        let words = Arc::new(Words::new(terminal.language));
        let server = Arc::new(server);
        for _ in 0..THREADS {
            let (server, state) = (Arc::clone(&server), Arc::clone(&state));
            let words = Arc::clone(&words);
            std::thread::spawn(move || {
                while let Ok(request) = server.recv() {
                    let reply = Reply::to(&request, address);
                    let reply = reply.unwrap_or_else(|url| {
                        respond(&url, &words, &lock(&state).clone())
                    });
                    // Somebody who has gone needs no answer.
                    drop(request.respond(reply.into_response()));
                }
            });
        }
        Ok(Self { address, state })
    }

    /// Where it is.
    pub(crate) fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Shows what a round has made, of which something is said in a line.
    pub(crate) fn update(
        &self,
        terminal: &Terminal,
        opened: &Open,
        produced: &Produced,
        (round, line): (usize, String),
    ) {
        let before = lock(&self.state).clone();
        let state = before.after(terminal, opened, produced, (round, line));
        *lock(&self.state) = state;
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A server on the port that was asked for, or on the first that is free.
fn listen(port: Option<u16>) -> Result<(Server, SocketAddr), Diagnostic> {
    let ports = match port {
        Some(port) => port..=port,
        None => PORT..=PORT + TRIED,
    };
    let mut detail = String::new();
    for port in ports.clone() {
        match Server::http((IpAddr::V4(Ipv4Addr::LOCALHOST), port)) {
            Ok(server) => match server.server_addr().to_ip() {
                Some(address) => return Ok((server, address)),
                None => detail = "no address".to_owned(),
            },
            Err(error) => detail = error.to_string(),
        }
    }
    let port = u32::from(*ports.start());
    Err(Diagnostic::new(Code::U015).with("port", port).with("detail", detail))
}
