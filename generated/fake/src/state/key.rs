//! Names of resources.

use crate::problem::Problem;

/// A resource by its ids, in lower case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Key {
    Pool(String),
    Node(String, String),
    Job(String),
    Task(String, String),
    Schedule(String),
    Certificate(String),
}

impl Key {
    pub(crate) fn pool(id: &str) -> Self {
        Self::Pool(id.to_lowercase())
    }

    pub(crate) fn node(pool: &str, node: &str) -> Self {
        Self::Node(pool.to_lowercase(), node.to_lowercase())
    }

    pub(crate) fn job(id: &str) -> Self {
        Self::Job(id.to_lowercase())
    }

    pub(crate) fn task(job: &str, task: &str) -> Self {
        Self::Task(job.to_lowercase(), task.to_lowercase())
    }

    pub(crate) fn schedule(id: &str) -> Self {
        Self::Schedule(id.to_lowercase())
    }

    pub(crate) fn certificate(algorithm: &str, thumbprint: &str) -> Self {
        Self::Certificate(format!("{algorithm}-{thumbprint}").to_lowercase())
    }

    /// Returns the resource that this one is in.
    pub(crate) fn parent(&self) -> Option<Self> {
        match self {
            Self::Node(pool, _) => Some(Self::Pool(pool.clone())),
            Self::Task(job, _) => Some(Self::Job(job.clone())),
            _ => None,
        }
    }

    /// Makes the 404 of the kind.
    pub(crate) fn missing(&self) -> Problem {
        let (code, what) = match self {
            Self::Pool(_) => ("PoolNotFound", "pool"),
            Self::Node(..) => ("NodeNotFound", "node"),
            Self::Job(_) => ("JobNotFound", "job"),
            Self::Task(..) => ("TaskNotFound", "task"),
            Self::Schedule(_) => ("JobScheduleNotFound", "job schedule"),
            Self::Certificate(_) => ("CertificateNotFound", "certificate"),
        };
        Problem::missing(code, what)
    }

    /// Makes the 409 of the kind.
    pub(crate) fn exists(&self) -> Problem {
        let (code, what) = match self {
            Self::Pool(_) => ("PoolExists", "pool"),
            Self::Node(..) => ("NodeExists", "node"),
            Self::Job(_) => ("JobExists", "job"),
            Self::Task(..) => ("TaskExists", "task"),
            Self::Schedule(_) => ("JobScheduleExists", "job schedule"),
            Self::Certificate(_) => ("CertificateExists", "certificate"),
        };
        Problem::conflict(code, format!("The specified {what} already exists."))
    }
}
