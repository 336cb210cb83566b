"""Reads networks with igraph and prints what it finds as JSON: that of a GraphML
file, and that of a node list and an edge list."""

import csv
import json
import sys

import igraph


def found(graph, label, weight):
    names = graph.vs["name"]
    return {
        "Names": names,
        "Labels": graph.vs[label],
        "Edges": [[names[e.source], names[e.target], float(e[weight])] for e in graph.es],
    }


graphml, nodes, edges = sys.argv[1:]
with open(nodes, newline="", encoding="utf-8") as n, open(edges, newline="", encoding="utf-8") as e:
    lists = igraph.Graph.DictList(list(csv.DictReader(n)), list(csv.DictReader(e)),
                                  vertex_name_attr="Id", edge_foreign_keys=("Source", "Target"))
lists.vs["name"] = lists.vs["Id"]
print(json.dumps({
    "GraphML": found(igraph.Graph.Read_GraphML(graphml), "label", "weight"),
    "Lists": found(lists, "Label", "Weight"),
}))
