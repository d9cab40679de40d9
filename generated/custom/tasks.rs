//! Methods of [`Tasks`] beside the emitted ones.

use bindery_runtime as rt;

use crate::bulk::AddAll;
use crate::models::TaskAddParameter;
use crate::tasks::Tasks;

impl Tasks {
    /// Adds any number of tasks to a job, by as many requests as it takes, several at a time.
    ///
    /// Each task has an outcome of its own; nothing fails as a whole. What may pass is tried again, and a task whose
    /// request was not answered is not added twice: see [`bulk`](crate::bulk).
    ///
    /// ```
    /// use azure_batch_client::bulk::Reason;
    /// use azure_batch_client::models::TaskAddParameter;
    ///
    /// # async fn example(client: azure_batch_client::Client) {
    /// let frames = (1..=10_000).map(|frame| {
    ///     TaskAddParameter::new(format!("/bin/sh -c 'render --frame {frame}'"), format!("frame-{frame}"))
    /// });
    /// let report = client.tasks().add_all("nightly-render", frames).concurrency(8).await;
    ///
    /// println!("{} tasks, {} not added", report.len(), report.failures().count());
    /// for error in report.failures() {
    ///     match &error.reason {
    ///         Reason::ClientError(_) => eprintln!("to be corrected: {error}"),
    ///         reason if reason.is_retryable() => eprintln!("to be added again later: {error}"),
    ///         _ => eprintln!("{error}"),
    ///     }
    /// }
    /// # }
    /// ```
    pub fn add_all<'a, I>(&self, job_id: impl Into<String>, tasks: I) -> AddAll<'a>
    where
        I: IntoIterator<Item: Into<TaskAddParameter> + 'a, IntoIter: Send + 'a>,
    {
        AddAll::of_iterator(&self.client, job_id.into(), tasks)
    }

    /// Adds the tasks of a stream to a job, otherwise like [`add_all`](Self::add_all). For more tasks than there is
    /// memory for, take the [`outcomes`](AddAll::outcomes) as they come.
    ///
    /// ```
    /// use azure_batch_client::models::TaskAddParameter;
    /// use azure_batch_client::runtime::Stream;
    ///
    /// # async fn example(
    /// #     client: azure_batch_client::Client,
    /// #     tasks: impl Stream<Item = TaskAddParameter> + Send + 'static,
    /// # ) {
    /// let mut outcomes = client.tasks().add_stream("nightly-render", tasks).outcomes();
    /// while let Some(outcome) = outcomes.next().await {
    ///     match outcome.result {
    ///         Ok(added) => println!("{}: {:?}", outcome.id, added.etag),
    ///         Err(error) => eprintln!("{error}"),
    ///     }
    /// }
    /// # }
    /// ```
    pub fn add_stream<'a>(
        &self,
        job_id: impl Into<String>,
        tasks: impl rt::Stream<Item = TaskAddParameter> + Send + 'a,
    ) -> AddAll<'a> {
        AddAll::of_stream(&self.client, job_id.into(), tasks)
    }
}
