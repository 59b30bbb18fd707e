# SPDX-License-Identifier: EUPL-1.2
"""Apache Spark 4 (https://spark.apache.org/docs/latest/): the same computation on a cluster that is there already."""

from adhere.engine.spark.sessions import Cluster, open_cluster

__all__ = ["Cluster", "open_cluster"]
